/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.codingagents.AgentParts;
import io.tidemark.job.codingagents.SelectTokens;
import io.tidemark.job.concurrency.ConcurrencyDimension;
import io.tidemark.job.modelcalls.StoredDocuments;
import io.tidemark.job.topology.Workload;
import io.tidemark.job.workload.RecordOptions;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.modelcalls.CallOptions;
import io.tidemark.model.modelcalls.DimensionTags;
import io.tidemark.model.modelcalls.PromptBands;
import io.tidemark.model.privacy.PrivacyOptions;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * An operator that folds events into hours, and the publisher after it, as one subtask runs them.
 *
 * @param <E> the event
 * @param <K> the key of the operator
 */
public final class FoldedHours<E, K> implements Closeable {

  public static final WindowOptions HOURS =
      new WindowOptions(
          Duration.ofHours(1).toMillis(),
          Duration.ofHours(24),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          1000);

  /** Days that begin at 11:00 in UTC. */
  public static final DayZone DAY_ZONE = new DayZone(ZoneId.of("Pacific/Pago_Pago"));

  public static final DayOptions DAYS = new DayOptions(true, DAY_ZONE, Duration.ofMinutes(10));

  public static final WorkloadOptions OPTIONS =
      new WorkloadOptions(
          HOURS,
          DAYS,
          Duration.ofHours(24),
          Duration.ofDays(30),
          Duration.ofSeconds(10),
          new RecordOptions(RecordOptions.Kept.ALL, PrivacyOptions.DEFAULT),
          Duration.ofHours(24),
          List.of(ConcurrencyDimension.values()),
          new CallOptions(
              PromptBands.above(List.of(32_000L, 128_000L, 200_000L, 256_000L, 272_000L, 512_000L)),
              "USD",
              DimensionTags.parse("none")));

  /** Those of a rebuild, which publishes nothing before event time moves. */
  public static final WorkloadOptions OF_REBUILD =
      new WorkloadOptions(
          HOURS.withoutProvisional(),
          DAYS,
          OPTIONS.horizon(),
          OPTIONS.retention(),
          OPTIONS.flushEvery(),
          OPTIONS.records(),
          OPTIONS.maxTaskDuration(),
          OPTIONS.concurrency(),
          OPTIONS.calls());

  /** The options with another lateness. */
  public static WorkloadOptions withLateness(Duration lateness) {
    return with(HOURS.windowMillis(), lateness, OPTIONS.horizon());
  }

  /** The options with another horizon. */
  public static WorkloadOptions withHorizon(Duration horizon) {
    return with(HOURS.windowMillis(), HOURS.lateness(), horizon);
  }

  /** The options with windows of another length. */
  public static WorkloadOptions withWindow(Duration length) {
    return with(length.toMillis(), HOURS.lateness(), OPTIONS.horizon());
  }

  private static WorkloadOptions with(long windowMillis, Duration lateness, Duration horizon) {
    return new WorkloadOptions(
        new WindowOptions(
            windowMillis,
            lateness,
            HOURS.provisionalEvery(),
            HOURS.correctionsEvery(),
            HOURS.budget()),
        DAYS,
        horizon,
        OPTIONS.retention(),
        OPTIONS.flushEvery(),
        OPTIONS.records(),
        OPTIONS.maxTaskDuration(),
        OPTIONS.concurrency(),
        OPTIONS.calls());
  }

  private final WorkloadOptions options;
  private final StoredDocuments stored;
  private final Workload<E, E, K> workload;
  private final KeyedOneInputStreamOperatorTestHarness<K, E, PartialAggregate> folding;
  private final PublishedHours publishing;

  /** Between the two; sees nothing but the side outputs of coding agents. */
  private final KeyedTwoInputStreamOperatorTestHarness<
          String, PartialAggregate, PartialAggregate, PartialAggregate>
      selecting;

  /** The state of the operators at a checkpoint. */
  private record Snapshots(
      OperatorSubtaskState folded,
      OperatorSubtaskState selected,
      PublishedHours.Snapshot published) {}

  public FoldedHours(Workload<E, E, K> workload) throws Exception {
    this(workload, OPTIONS);
  }

  public FoldedHours(Workload<E, E, K> workload, WorkloadOptions options) throws Exception {
    this(workload, options, new StoredDocuments(), null);
  }

  private FoldedHours(
      Workload<E, E, K> workload,
      WorkloadOptions options,
      StoredDocuments stored,
      Snapshots restored)
      throws Exception {
    this.workload = workload;
    this.options = options;
    this.stored = stored;
    folding =
        new KeyedOneInputStreamOperatorTestHarness<>(
            workload.counting().operator().apply(options),
            workload.counting().key(),
            workload.counting().keyType());
    publishing =
        new PublishedHours(
            workload.schema(),
            workload.windows().state(),
            restored == null ? null : restored.published());
    selecting =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new SelectTokens(HOURS)),
            SelectTokens::tenantAndAgent,
            SelectTokens::tenantAndAgent,
            Types.STRING);
    // Parts need not wait for a checkpoint.
    folding.getStreamConfig().setCheckpointingEnabled(false);
    folding.setup(workload.windows().part().createSerializer(new SerializerConfigImpl()));
    selecting.setup(AgentParts.TYPES.part().serializer());
    if (restored != null) {
      folding.initializeState(restored.folded());
      selecting.initializeState(restored.selected());
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
    selecting.processBothWatermarks(new Watermark(time));
    pass();
    publishing.watermark(time);
    collect();
  }

  /** Moves the clock of both steps. */
  public void clock(long time) throws Exception {
    folding.setProcessingTime(time);
    pass();
    publishing.clock(time);
    collect();
  }

  /** The hours after a checkpoint and a restart from it. */
  public FoldedHours<E, K> restarted() throws Exception {
    folding.prepareSnapshotPreBarrier(1);
    pass();
    Snapshots snapshots =
        new Snapshots(folding.snapshot(1, 1), selecting.snapshot(1, 1), publishing.snapshot(1));
    FoldedHours<E, K> next = new FoldedHours<>(workload, options, stored, snapshots);
    close();
    return next;
  }

  /** All hours by index and id, without what says how often they were published. */
  public Map<String, JsonNode> documents() throws IOException {
    Map<String, JsonNode> hours = new TreeMap<>(stored.figures());
    hours.keySet().removeIf(id -> !id.contains("-hourly-"));
    return hours;
  }

  /** The versions of all documents, by index and id. */
  public Map<String, Long> versions() {
    return stored.versions();
  }

  /** The one document of an hour. */
  public JsonNode hour(long start) throws IOException {
    String hour = Instant.ofEpochMilli(start).toString();
    List<JsonNode> found =
        stored.figures().values().stream()
            .filter(document -> document.path("hour").asText().equals(hour))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " documents at " + hour + ", not one");
    }
    return found.get(0);
  }

  /** Bytes of the folding operator in a checkpoint. */
  public long stateBytes() throws Exception {
    folding.prepareSnapshotPreBarrier(1);
    pass();
    return folding.snapshot(1, 1).getStateSize();
  }

  public int stateEntriesAndTimers() {
    return folding.numKeyedStateEntries()
        + folding.numEventTimeTimers()
        + selecting.numKeyedStateEntries()
        + selecting.numEventTimeTimers()
        + publishing.stateEntries()
        + publishing.timers();
  }

  private void pass() throws Exception {
    for (PartialAggregate tokens : takeSideOutput(AgentParts.METRIC_TOKENS)) {
      selecting.processElement1(new StreamRecord<>(tokens));
    }
    for (PartialAggregate logs : takeSideOutput(AgentParts.LOG_WINDOWS)) {
      selecting.processElement2(new StreamRecord<>(logs));
    }
    List<PartialAggregate> folded = new ArrayList<>(folding.extractOutputValues());
    folding.getOutput().clear();
    folded.addAll(selecting.extractOutputValues());
    selecting.getOutput().clear();
    for (PartialAggregate part : folded) {
      publishing.add(part);
    }
  }

  private List<PartialAggregate> takeSideOutput(OutputTag<PartialAggregate> tag) {
    List<PartialAggregate> parts = new ArrayList<>();
    Queue<StreamRecord<PartialAggregate>> output = folding.getSideOutput(tag);
    if (output != null) {
      output.forEach(record -> parts.add(record.getValue()));
      output.clear();
    }
    return parts;
  }

  private void collect() {
    publishing.takeDocuments().forEach(stored::write);
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
