/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.DataInput;
import java.io.IOException;

/** Aggregates what the job did with the events of one workload, tenant and window. */
public final class PipelineAggregation {

  public static final AggregateLayout LAYOUT = AggregateLayout.createFor(WorkloadSchemas.PIPELINE);

  private static final int COUNTED = LAYOUT.findSum("counted");
  private static final int DUPLICATES = LAYOUT.findSum("duplicates");
  private static final int CONFLICTING = LAYOUT.findSum("conflicting_duplicates");

  private PipelineAggregation() {}

  /** Adds events that were counted. */
  public static void addCounted(long events, Aggregate target) {
    target.add(COUNTED, events);
    target.addEvents(events);
  }

  /**
   * Adds an event that was dropped because its id was known.
   *
   * @param conflicting whether its content differs from the one that was counted
   */
  public static void addDuplicate(boolean conflicting, Aggregate target) {
    target.add(DUPLICATES, 1);
    target.addEvents(1);
    if (conflicting) {
      target.add(CONFLICTING, 1);
    }
  }

  /** Reads what builds up to 0.1.0 wrote. */
  public static void readEarlier(DataInput in, Aggregate target) throws IOException {
    long counted = in.readLong();
    long duplicates = in.readLong();
    target.add(COUNTED, counted);
    target.add(DUPLICATES, duplicates);
    target.add(CONFLICTING, in.readLong());
    target.addEarlierEvents(counted + duplicates);
  }
}
