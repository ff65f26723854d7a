/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import io.tidemark.job.intake.Incoming;
import org.apache.flink.api.common.functions.FilterFunction;

/**
 * Lets through the events of a range, for pipelines whose events count by themselves: nothing
 * outside the range can change a figure inside it, and its ids need no room.
 *
 * @param <E> the event
 */
public final class RebuiltEvents<E> implements FilterFunction<Incoming<E>> {

  private final RebuildRange range;

  public RebuiltEvents(RebuildRange range) {
    this.range = range;
  }

  @Override
  public boolean filter(Incoming<E> incoming) {
    return incoming.kind() == Incoming.Kind.EVENT && range.contains(incoming.eventTime());
  }
}
