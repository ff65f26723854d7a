/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.concurrency.ConcurrencyDimension;
import io.tidemark.job.concurrency.ConcurrencyPublisher;
import io.tidemark.job.concurrency.LevelPart;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.modelcalls.StoredDocuments;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.PublishedHours;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunStep;
import io.tidemark.model.comfyui.StepText;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The stateful steps of the pipeline one after the other, as one subtask runs them. */
final class RunsAndLevels implements Closeable {

  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final long DAY = Duration.ofDays(1).toMillis();

  /** Ten o'clock, two hours before which is another day nowhere in these tests but on purpose. */
  static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

  static final WindowOptions HOURS = FoldedHours.HOURS;

  static final WorkloadOptions OPTIONS = FoldedHours.OPTIONS;

  private static final int MOST_STATE = 8 << 20;

  private final StoredDocuments stored = new StoredDocuments();
  private final List<DocumentWrite> written = new ArrayList<>();
  private final KeyedOneInputStreamOperatorTestHarness<String, StepBatch, PartialAggregate>
      following;
  private final PublishedHours hours;
  private final KeyedOneInputStreamOperatorTestHarness<String, LevelPart, DocumentWrite> levels;
  private final StepBatches steps = new StepBatches(1, this::follow);

  /** The state of all steps at a checkpoint. */
  record Snapshot(
      OperatorSubtaskState following, PublishedHours.Snapshot hours, OperatorSubtaskState levels) {}

  /** Starts from a snapshot, or from nothing when it is null; without checkpoints. */
  RunsAndLevels(Snapshot snapshot) throws Exception {
    this(snapshot, false);
  }

  /**
   * @param checkpoints whether parts wait for {@link #completed}
   */
  RunsAndLevels(Snapshot snapshot, boolean checkpoints) throws Exception {
    this(snapshot, checkpoints, new HashMapStateBackend());
  }

  /**
   * @param backend of the runs
   */
  RunsAndLevels(Snapshot snapshot, boolean checkpoints, StateBackend backend) throws Exception {
    this(snapshot, checkpoints, backend, OPTIONS);
  }

  /** Goes on with other options, without checkpoints. */
  RunsAndLevels(Snapshot snapshot, WorkloadOptions options) throws Exception {
    this(snapshot, new HashMapStateBackend(), options);
  }

  /**
   * @param backend of the runs
   */
  RunsAndLevels(Snapshot snapshot, StateBackend backend, WorkloadOptions options) throws Exception {
    this(snapshot, false, backend, options);
  }

  private RunsAndLevels(
      Snapshot snapshot, boolean checkpoints, StateBackend backend, WorkloadOptions options)
      throws Exception {
    following =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new RunLifecycle(options), Workloads.COMFYUI.counting().key(), Types.STRING);
    hours =
        new PublishedHours(
            WorkloadSchemas.COMFYUI,
            ComfyuiParts.TYPES.state(),
            snapshot == null ? null : snapshot.hours());
    levels =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new ConcurrencyPublisher(options.hours(), options.retention())),
            LevelPart::key,
            Types.STRING);
    following.getStreamConfig().setCheckpointingEnabled(checkpoints);
    levels.getStreamConfig().setCheckpointingEnabled(checkpoints);
    following.setStateBackend(backend);
    following.setup(ComfyuiParts.TYPES.part().serializer());
    if (snapshot != null) {
      following.initializeState(snapshot.following());
      levels.initializeState(snapshot.levels());
    }
    following.open();
    levels.open();
    // The first elements after a restart, one after the other.
    clock(0);
    clock(1);
  }

  /** The steps of a rebuild. */
  static RunsAndLevels ofRebuild(StateBackend backend) throws Exception {
    return new RunsAndLevels(null, false, backend, FoldedHours.OF_REBUILD);
  }

  static WorkloadOptions withMaxTaskDuration(Duration duration) {
    return withOptions(duration, OPTIONS.concurrency());
  }

  static WorkloadOptions withDimensions(ConcurrencyDimension... dimensions) {
    return withOptions(OPTIONS.maxTaskDuration(), List.of(dimensions));
  }

  private static WorkloadOptions withOptions(
      Duration maxTaskDuration, List<ConcurrencyDimension> dimensions) {
    return new WorkloadOptions(
        OPTIONS.hours(),
        OPTIONS.days(),
        OPTIONS.horizon(),
        OPTIONS.retention(),
        OPTIONS.flushEvery(),
        OPTIONS.records(),
        maxTaskDuration,
        dimensions,
        OPTIONS.calls());
  }

  static ComfyuiStep step(String task, RunStep kind, long time) {
    ComfyuiStep step = new ComfyuiStep();
    step.text(StepText.TENANT_ID, "acme");
    step.text(StepText.TASK_ID, task);
    step.text(StepText.USER_ID, "ada");
    step.step = kind;
    step.eventTime = time;
    return step;
  }

  void take(ComfyuiStep step) throws Exception {
    steps.add(step);
    steps.flush();
  }

  private void follow(StepBatch batch) {
    try {
      following.processElement(new StreamRecord<>(batch));
    } catch (Exception e) {
      throw new AssertionError("A step was not taken", e);
    }
  }

  void take(String task, RunStep kind, long time) throws Exception {
    take(step(task, kind, time));
  }

  void watermark(long time) throws Exception {
    following.processWatermark(new Watermark(time));
    pass();
    collect();
  }

  /** Moves the clock of all steps. */
  void clock(long time) throws Exception {
    following.setProcessingTime(time);
    pass();
    hours.clock(time);
    levels.setProcessingTime(time);
    collect();
  }

  Snapshot snapshot(long id) throws Exception {
    following.prepareSnapshotPreBarrier(id);
    pass();
    return new Snapshot(savepoint(following, id), hours.snapshot(id), levels.snapshot(id, id));
  }

  /** The state in the format that every backend reads. */
  static OperatorSubtaskState savepoint(
      KeyedOneInputStreamOperatorTestHarness<String, StepBatch, PartialAggregate> step, long id)
      throws Exception {
    CheckpointOptions options =
        CheckpointOptions.alignedNoTimeout(
            SavepointType.savepoint(SavepointFormatType.CANONICAL),
            CheckpointStorageLocationReference.getDefault());
    return new OperatorSnapshotFinalizer(
            step.getOperator()
                .snapshotState(id, id, options, new MemCheckpointStreamFactory(MOST_STATE)))
        .getJobManagerOwnedState();
  }

  /** Tells that the checkpoint of a snapshot has completed. */
  void completed(long id) throws Exception {
    following.notifyOfCompletedCheckpoint(id);
    pass();
    collect();
  }

  /** Ends a bounded input. */
  void end() throws Exception {
    following.endInput();
    pass();
    collect();
  }

  /** The figures that Elasticsearch holds, by index and id. */
  Map<String, JsonNode> figures() throws IOException {
    return stored.figures();
  }

  /** The one document of a family, hour and, for concurrency, dimension. */
  JsonNode document(String family, long hour, String dimension) throws IOException {
    String start = Instant.ofEpochMilli(hour).toString();
    List<JsonNode> found =
        figures().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("tidemark-" + family + "-2"))
            .map(Map.Entry::getValue)
            .filter(document -> document.path("hour").asText().equals(start))
            .filter(document -> document.path("dimension").asText().equals(dimension))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size() + " documents of " + family + " at " + start + ", not one: " + figures());
    }
    return found.get(0);
  }

  JsonNode hour(long hour) throws IOException {
    return document("comfyui-hourly", hour, "");
  }

  JsonNode concurrency(long hour) throws IOException {
    return document("comfyui-concurrency", hour, "tenant");
  }

  /** Takes over what Elasticsearch holds from before a restart. */
  void restore(DocumentWrite document) {
    write(document);
  }

  /** All that was written, in order. */
  List<DocumentWrite> written() {
    return written;
  }

  int stateEntries() {
    return following.numKeyedStateEntries() + hours.stateEntries() + levels.numKeyedStateEntries();
  }

  int timers() {
    return following.numEventTimeTimers()
        + hours.timers()
        + levels.numEventTimeTimers()
        + levels.numProcessingTimeTimers();
  }

  /** Hands on what left the first step; parts before the watermark that came with them. */
  @SuppressWarnings("unchecked") // The operator's own output.
  private void pass() throws Exception {
    var levelParts = following.getSideOutput(SideOutputs.LEVELS);
    while (levelParts != null && !levelParts.isEmpty()) {
      levels.processElement(levelParts.remove());
    }
    var records = following.getSideOutput(SideOutputs.RECORDS);
    while (records != null && !records.isEmpty()) {
      write(records.remove().getValue());
    }
    while (!following.getOutput().isEmpty()) {
      Object element = following.getOutput().remove();
      if (element instanceof Watermark mark) {
        hours.watermark(mark.getTimestamp());
        levels.processWatermark(mark);
      } else {
        hours.add(((StreamRecord<PartialAggregate>) element).getValue());
      }
    }
  }

  private void collect() {
    hours.takeDocuments().forEach(this::write);
    levels.extractOutputValues().forEach(this::write);
    levels.getOutput().clear();
  }

  private void write(DocumentWrite document) {
    written.add(document);
    stored.write(document);
  }

  @Override
  public void close() {
    try {
      following.close();
      hours.close();
      levels.close();
    } catch (Exception e) {
      throw new IllegalStateException("An operator did not close", e);
    }
  }
}
