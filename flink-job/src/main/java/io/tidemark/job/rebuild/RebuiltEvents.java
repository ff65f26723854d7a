/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import io.tidemark.job.admission.SourceEvent;
import org.apache.flink.api.common.functions.FilterFunction;

/**
 * Lets through the events of a range, for pipelines whose events count by themselves: nothing
 * outside the range can change a document inside it, and its ids need no room.
 *
 * @param <E> the event
 */
public final class RebuiltEvents<E> implements FilterFunction<SourceEvent<E>> {

  private final RebuildRange range;

  public RebuiltEvents(RebuildRange range) {
    this.range = range;
  }

  @Override
  public boolean filter(SourceEvent<E> incoming) {
    return incoming.kind() == SourceEvent.Kind.EVENT && range.contains(incoming.eventTime());
  }
}
