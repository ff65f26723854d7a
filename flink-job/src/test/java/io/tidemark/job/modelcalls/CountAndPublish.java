/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.WindowKey;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.job.window.WindowPublisher;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.modelcalls.CallRow;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The two stateful steps of the pipeline one behind the other, as one subtask runs them. */
public final class CountAndPublish implements Closeable {

  public static final WindowOptions HOURS = FoldedHours.HOURS;

  private final Counting counting;
  private final KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite>
      publishing;

  /** The state of both steps at a checkpoint. */
  public record Snapshot(OperatorSubtaskState counting, OperatorSubtaskState publishing) {}

  /** Starts from a snapshot, or from nothing when it is null. */
  public CountAndPublish(Snapshot snapshot) throws Exception {
    counting = Counting.start(snapshot == null ? null : snapshot.counting());
    publishing =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new WindowPublisher(HourlyFamily.MODEL_CALLS, HOURS, ModelCallParts.TYPES.state())),
            PartialAggregate::group,
            WindowKey.TYPE);
    if (snapshot != null) {
      publishing.initializeState(snapshot.publishing());
    }
    publishing.open();
  }

  public void call(CallRow call) throws Exception {
    counting.count(call);
    pass();
  }

  public void watermark(long time) throws Exception {
    counting.processWatermark(new Watermark(time));
    pass();
    publishing.processWatermark(new Watermark(time));
  }

  /** Moves the clock of both steps. */
  public void clock(long time) throws Exception {
    counting.setProcessingTime(time);
    pass();
    publishing.setProcessingTime(time);
  }

  public Snapshot snapshot(long id, long time) throws Exception {
    counting.prepareSnapshotPreBarrier(id);
    pass();
    return new Snapshot(counting.snapshot(id, time), publishing.snapshot(id, time));
  }

  /** Documents published since the last call. */
  public List<DocumentWrite> published() {
    List<DocumentWrite> documents = new ArrayList<>(publishing.extractOutputValues());
    publishing.getOutput().clear();
    return documents;
  }

  public int stateEntries() {
    return counting.numKeyedStateEntries() + publishing.numKeyedStateEntries();
  }

  public int timers() {
    return counting.numEventTimeTimers()
        + publishing.numEventTimeTimers()
        + publishing.numProcessingTimeTimers();
  }

  private void pass() throws Exception {
    List<PartialAggregate> parts = counting.extractOutputValues();
    counting.getOutput().clear();
    for (PartialAggregate part : parts) {
      publishing.processElement(new StreamRecord<>(part));
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
