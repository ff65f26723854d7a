/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.serialization.CodecSerializer;
import io.tidemark.job.serialization.ValueType;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.aggregate.EarlierFormat;
import io.tidemark.model.aggregate.UnknownVersionException;

/**
 * How the windows of a workload are written.
 *
 * @param layout of their aggregates
 * @param part partial aggregates on the network and in state
 * @param state windows in state
 */
public record WindowTypes(
    AggregateLayout layout, ValueType<PartialAggregate> part, CodecSerializer<WindowState> state) {

  /** The types of a workload that no build without versions knew. */
  public static WindowTypes create(AggregateLayout layout) {
    String workload = layout.workload();
    return create(
        layout,
        (in, target) -> {
          throw new UnknownVersionException(workload, 0, layout.version());
        });
  }

  /**
   * The types of a workload.
   *
   * @param earlier reads aggregates of builds up to 0.1.0
   */
  public static WindowTypes create(AggregateLayout layout, EarlierFormat earlier) {
    return new WindowTypes(
        layout,
        ValueType.of(PartialAggregate.class, new PartialAggregateCodec(layout, earlier)),
        new CodecSerializer<>(new WindowStateCodec(layout, earlier)));
  }
}
