/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.HourlyMeasures;

/**
 * A part of one group's hour, folded before the network so that few of them cross it.
 *
 * @param documentId id of the hourly document, which is the key of the state too
 * @param windowStart milliseconds since 1970
 * @param dimensions the group: a {@link DimensionKey}
 * @param measures what to add
 * @param <M> the measures
 */
@SuppressWarnings("ArrayRecordComponent") // Parts are told apart by document id, never compared.
public record HourPart<M extends HourlyMeasures<M>>(
    String documentId, long windowStart, byte[] dimensions, M measures) {

  /** A part whose document id follows from its window and dimensions. */
  public static <M extends HourlyMeasures<M>> HourPart<M> of(
      long windowStart, byte[] dimensions, M measures) {
    return new HourPart<>(
        DimensionKey.documentId(windowStart, dimensions), windowStart, dimensions, measures);
  }
}
