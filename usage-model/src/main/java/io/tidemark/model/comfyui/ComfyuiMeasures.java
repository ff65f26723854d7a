/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.histogram.RevisableHistogram;
import io.tidemark.model.hourly.HourlyMeasures;
import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The figures of runs of one group that ended in one hour. A run can be taken back. */
public final class ComfyuiMeasures implements HourlyMeasures<ComfyuiMeasures> {

  private static final int OUTCOMES = RunOutcome.values().length;

  private final long[] outcomes = new long[OUTCOMES];
  private final RevisableHistogram runTime = new RevisableHistogram();
  private final RevisableHistogram queueTime = new RevisableHistogram();
  private long withoutDuration;
  private long events;

  /** Adds a run that has ended. */
  public void add(RunView run) {
    count(run, 1);
    runTime.add(run.runMillis());
    queueTime.add(run.queueMillis());
  }

  /** Takes back a run as it was added. */
  public void remove(RunView run) {
    count(run, -1);
    runTime.remove(run.runMillis());
    queueTime.remove(run.queueMillis());
  }

  /** Notes steps that stand behind the figures, so that the document's version grows. */
  public void steps(int more) {
    events += more;
  }

  @Override
  public void add(ComfyuiMeasures other) {
    for (int i = 0; i < OUTCOMES; i++) {
      outcomes[i] += other.outcomes[i];
    }
    withoutDuration += other.withoutDuration;
    events += other.events;
    runTime.add(other.runTime);
    queueTime.add(other.queueTime);
  }

  @Override
  public long events() {
    return events;
  }

  @Override
  public void writeFields(JsonWriter json) {
    long executions = 0;
    for (long count : outcomes) {
      executions += count;
    }
    json.field("executions", executions);
    for (RunOutcome outcome : RunOutcome.values()) {
      json.field(outcome.id(), outcomes[index(outcome)]);
    }
    json.field("runs_without_duration", withoutDuration);
    runTime.writeField("run_time_ms", json);
    queueTime.writeField("queue_time_ms", json);
  }

  @Override
  public void writeTo(DataOutput out) throws IOException {
    for (long count : outcomes) {
      out.writeLong(count);
    }
    out.writeLong(withoutDuration);
    out.writeLong(events);
    runTime.writeTo(out);
    queueTime.writeTo(out);
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    for (int i = 0; i < OUTCOMES; i++) {
      outcomes[i] = in.readLong();
    }
    withoutDuration = in.readLong();
    events = in.readLong();
    runTime.readFrom(in);
    queueTime.readFrom(in);
  }

  private void count(RunView run, int sign) {
    outcomes[index(run.outcome())] += sign;
    if (run.runMillis() == ComfyuiRun.UNKNOWN) {
      withoutDuration += sign;
    }
  }

  /** The place of an outcome in state: part of checkpoints, never to be changed. */
  private static int index(RunOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> 0;
      case FAILED -> 1;
      case CANCELLED -> 2;
      case ABANDONED -> 3;
    };
  }
}
