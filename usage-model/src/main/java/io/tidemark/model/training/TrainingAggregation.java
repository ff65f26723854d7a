/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.DataInput;
import java.io.IOException;

/** Aggregates what a training job adds to each of its windows. */
public final class TrainingAggregation {

  public static final AggregateLayout LAYOUT = AggregateLayout.createFor(WorkloadSchemas.TRAINING);

  private static final int JOBS = LAYOUT.findSum("jobs");
  private static final int SUCCEEDED = LAYOUT.findSum("succeeded");
  private static final int FAILED = LAYOUT.findSum("failed");
  private static final int CANCELLED = LAYOUT.findSum("cancelled");
  private static final int TRAINED_TOKENS = LAYOUT.findSum("trained_tokens");
  private static final int RUN_TIME = LAYOUT.findSum("run_time_ms");

  private TrainingAggregation() {}

  /** The share of a job in one window, without anything; its run time is known. */
  static Aggregate createShare() {
    Aggregate share = new Aggregate(LAYOUT);
    share.add(RUN_TIME, 0);
    return share;
  }

  static void addJob(Aggregate share) {
    share.add(JOBS, 1);
  }

  static void addEnd(TrainingStep end, Aggregate share) {
    switch (end) {
      case SUCCEEDED -> share.add(SUCCEEDED, 1);
      case FAILED -> share.add(FAILED, 1);
      case CANCELLED -> share.add(CANCELLED, 1);
      case STARTED, PROGRESS -> throw new IllegalArgumentException(end + " ends no job");
    }
  }

  static void addTokens(long tokens, Aggregate share) {
    share.addRetractable(TRAINED_TOKENS, tokens, 1);
  }

  static void addRunTime(long millis, Aggregate share) {
    share.add(RUN_TIME, millis);
  }

  /**
   * Changes a job's share from what it was to what it is.
   *
   * @param before null when there was none
   * @param after null when there is none any more
   * @param isPublished whether a document may have the share: its version then grows even when the
   *     whole share is taken back
   */
  public static void change(
      Aggregate before, Aggregate after, Aggregate target, boolean isPublished) {
    long more = 0;
    if (before != null) {
      target.addSums(before, -1);
      more -= before.events();
    }
    if (after != null) {
      target.addSums(after, 1);
      more += after.events();
    }
    target.addEvents(isPublished ? Math.max(more, 1) : more);
  }

  /** Reads what builds up to 0.1.0 wrote. */
  public static void readEarlier(DataInput in, Aggregate target) throws IOException {
    target.add(JOBS, in.readLong());
    target.add(SUCCEEDED, in.readLong());
    target.add(FAILED, in.readLong());
    target.add(CANCELLED, in.readLong());
    target.addRetractable(TRAINED_TOKENS, in.readLong(), in.readLong());
    target.add(RUN_TIME, in.readLong());
    target.addEarlierEvents(in.readLong());
  }
}
