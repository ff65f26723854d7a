/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.hourly.HourlyMeasures;
import io.tidemark.model.hourly.Sums;
import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The figures of training jobs of one group in one hour. A job's share can be taken back. */
public final class TrainingMeasures implements HourlyMeasures<TrainingMeasures> {

  long jobs;
  long succeeded;
  long failed;
  long cancelled;
  long trainedTokens;

  /** How many jobs reported tokens; without any, tokens are unknown and not 0. */
  long tokenReports;

  long runMillis;
  long events;

  @Override
  public void add(TrainingMeasures other) {
    add(other, 1);
    events += other.events;
  }

  /**
   * Brings a job's share from what it was to what it is. The version grows even when all of it
   * goes.
   *
   * @param before null when there was none
   * @param after null when there is none any more
   */
  public void change(TrainingMeasures before, TrainingMeasures after) {
    long more = 0;
    if (before != null) {
      add(before, -1);
      more -= before.events;
    }
    if (after != null) {
      add(after, 1);
      more += after.events;
    }
    events += after == null ? 1 : Math.max(more, 1);
  }

  private void add(TrainingMeasures other, int sign) {
    jobs += sign * other.jobs;
    succeeded += sign * other.succeeded;
    failed += sign * other.failed;
    cancelled += sign * other.cancelled;
    trainedTokens = Sums.add(trainedTokens, sign * other.trainedTokens);
    tokenReports += sign * other.tokenReports;
    runMillis = Sums.add(runMillis, sign * other.runMillis);
  }

  /** Whether another share says the same, versions included. */
  public boolean sameAs(TrainingMeasures other) {
    return other != null
        && jobs == other.jobs
        && succeeded == other.succeeded
        && failed == other.failed
        && cancelled == other.cancelled
        && trainedTokens == other.trainedTokens
        && tokenReports == other.tokenReports
        && runMillis == other.runMillis
        && events == other.events;
  }

  @Override
  public long events() {
    return events;
  }

  @Override
  public void writeFields(JsonWriter json) {
    json.field("jobs", jobs);
    json.field("succeeded", succeeded);
    json.field("failed", failed);
    json.field("cancelled", cancelled);
    if (tokenReports > 0) {
      json.field("trained_tokens", trainedTokens);
    }
    json.field("run_time_ms", runMillis);
  }

  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeLong(jobs);
    out.writeLong(succeeded);
    out.writeLong(failed);
    out.writeLong(cancelled);
    out.writeLong(trainedTokens);
    out.writeLong(tokenReports);
    out.writeLong(runMillis);
    out.writeLong(events);
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    jobs = in.readLong();
    succeeded = in.readLong();
    failed = in.readLong();
    cancelled = in.readLong();
    trainedTokens = in.readLong();
    tokenReports = in.readLong();
    runMillis = in.readLong();
    events = in.readLong();
  }
}
