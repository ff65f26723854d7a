/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.codingagents.AgentParts;
import io.tidemark.job.codingagents.SelectTokens;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.topology.Workload;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * An operator whose parts wait for checkpoints, and the publishers behind it, as one subtask runs
 * them: a test decides when a checkpoint begins, completes, and is gone back to.
 *
 * @param <E> the event
 * @param <K> the key of the operator
 */
public final class GatedHours<E, K> implements Closeable {

  private final KeyedOneInputStreamOperatorTestHarness<K, E, PartialAggregate> folding;
  private final PublishedHours publishing;

  /** Between the two; sees nothing but the side outputs of coding agents. */
  private final KeyedTwoInputStreamOperatorTestHarness<
          String, PartialAggregate, PartialAggregate, PartialAggregate>
      selecting;

  /** The state of all steps at a checkpoint. */
  public record Snapshot(
      OperatorSubtaskState folded,
      OperatorSubtaskState selected,
      PublishedHours.Snapshot published) {}

  /** Starts from a snapshot, or from nothing when it is null. */
  public GatedHours(Workload<E, E, K> workload, Snapshot snapshot) throws Exception {
    folding =
        new KeyedOneInputStreamOperatorTestHarness<>(
            workload.counting().operator().apply(FoldedHours.OPTIONS),
            workload.counting().key(),
            workload.counting().keyType());
    selecting =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new SelectTokens(FoldedHours.HOURS)),
            SelectTokens::tenantAndAgent,
            SelectTokens::tenantAndAgent,
            Types.STRING);
    publishing =
        new PublishedHours(
            workload.schema(),
            workload.windows().state(),
            snapshot == null ? null : snapshot.published());
    folding.getStreamConfig().setCheckpointingEnabled(true);
    folding.setup(workload.windows().part().serializer());
    selecting.setup(AgentParts.TYPES.part().serializer());
    if (snapshot != null) {
      folding.initializeState(snapshot.folded());
      selecting.initializeState(snapshot.selected());
    }
    folding.open();
    selecting.open();
  }

  public void take(E event) throws Exception {
    folding.processElement(new StreamRecord<>(event));
  }

  public void watermark(long time) throws Exception {
    folding.processWatermark(new Watermark(time));
    pass();
  }

  /** Moves the clock of all steps. */
  public void clock(long time) throws Exception {
    folding.setProcessingTime(time);
    pass();
    publishing.clock(time);
  }

  public Snapshot snapshot(long id) throws Exception {
    folding.prepareSnapshotPreBarrier(id);
    pass();
    return new Snapshot(
        folding.snapshot(id, id), selecting.snapshot(id, id), publishing.snapshot(id));
  }

  /** Tells that the checkpoint of a snapshot has completed. */
  public void completed(long id) throws Exception {
    folding.notifyOfCompletedCheckpoint(id);
    pass();
  }

  /** Ends the input: nothing waits any more. */
  public void end() throws Exception {
    folding.endInput();
    pass();
  }

  /** Documents published since the last call. */
  public List<DocumentWrite> takeDocuments() {
    return publishing.takeDocuments();
  }

  /** Hands on what left the first step; parts before the watermark that came with them. */
  @SuppressWarnings("unchecked") // The operator's own output.
  private void pass() throws Exception {
    for (PartialAggregate tokens : takeSideOutput(AgentParts.METRIC_TOKENS)) {
      selecting.processElement1(new StreamRecord<>(tokens));
    }
    for (PartialAggregate logs : takeSideOutput(AgentParts.LOG_WINDOWS)) {
      selecting.processElement2(new StreamRecord<>(logs));
    }
    while (!folding.getOutput().isEmpty()) {
      Object element = folding.getOutput().remove();
      if (element instanceof Watermark mark) {
        selecting.processBothWatermarks(mark);
        publishSelected();
        publishing.watermark(mark.getTimestamp());
      } else {
        publishing.add(((StreamRecord<PartialAggregate>) element).getValue());
      }
    }
    publishSelected();
  }

  private void publishSelected() throws Exception {
    List<PartialAggregate> selected = List.copyOf(selecting.extractOutputValues());
    selecting.getOutput().clear();
    for (PartialAggregate part : selected) {
      publishing.add(part);
    }
  }

  private List<PartialAggregate> takeSideOutput(OutputTag<PartialAggregate> tag) {
    List<PartialAggregate> parts = new ArrayList<>();
    Queue<StreamRecord<PartialAggregate>> output = folding.getSideOutput(tag);
    while (output != null && !output.isEmpty()) {
      parts.add(output.remove().getValue());
    }
    return parts;
  }

  @Override
  public void close() {
    try {
      folding.close();
      selecting.close();
      publishing.close();
    } catch (Exception e) {
      throw new IllegalStateException("An operator did not close", e);
    }
  }
}
