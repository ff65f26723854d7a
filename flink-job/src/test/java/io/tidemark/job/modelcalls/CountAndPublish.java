/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.PublishedHours;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.Closeable;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;

/** The two stateful steps of the pipeline one after the other, as one subtask runs them. */
public final class CountAndPublish implements Closeable {

  public static final WindowOptions HOURS = FoldedHours.HOURS;

  private final Counting counting;
  private final PublishedHours publishing;

  /** The state of both steps at a checkpoint. */
  public record Snapshot(OperatorSubtaskState counting, PublishedHours.Snapshot publishing) {}

  /** Starts from a snapshot, or from nothing when it is null. */
  public CountAndPublish(Snapshot snapshot) throws Exception {
    counting = Counting.start(snapshot == null ? null : snapshot.counting());
    publishing =
        new PublishedHours(
            WorkloadSchemas.MODEL_CALLS,
            ModelCallParts.TYPES.state(),
            snapshot == null ? null : snapshot.publishing());
  }

  public void call(CallRow call) throws Exception {
    counting.count(call);
    pass();
  }

  public void watermark(long time) throws Exception {
    counting.processWatermark(new Watermark(time));
    pass();
    publishing.watermark(time);
  }

  /** Moves the clock of both steps. */
  public void clock(long time) throws Exception {
    counting.setProcessingTime(time);
    pass();
    publishing.clock(time);
  }

  public Snapshot snapshot(long id, long time) throws Exception {
    counting.prepareSnapshotPreBarrier(id);
    pass();
    return new Snapshot(counting.snapshot(id, time), publishing.snapshot(id));
  }

  /** Hours published since the last call. */
  public List<DocumentWrite> published() {
    return publishedWithDays().stream()
        .filter(document -> document.index.contains("-hourly-"))
        .toList();
  }

  /** Hours and days published since the last call. */
  public List<DocumentWrite> publishedWithDays() {
    return publishing.takeDocuments();
  }

  public int stateEntries() {
    return counting.numKeyedStateEntries() + publishing.stateEntries();
  }

  public int timers() {
    return counting.numEventTimeTimers() + publishing.timers();
  }

  private void pass() throws Exception {
    List<PartialAggregate> parts = counting.extractOutputValues();
    counting.getOutput().clear();
    for (PartialAggregate part : parts) {
      publishing.add(part);
    }
  }

  @Override
  public void close() {
    try {
      counting.close();
      publishing.close();
    } catch (Exception e) {
      throw new IllegalStateException("An operator did not close", e);
    }
  }
}
