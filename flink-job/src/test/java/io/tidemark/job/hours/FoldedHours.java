/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.modelcalls.StoredDocuments;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.HourlyMeasures;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * An operator that folds events into hours, and the publisher behind it, as one subtask runs them.
 *
 * @param <E> the event
 * @param <M> the measures
 */
public final class FoldedHours<E, M extends HourlyMeasures<M>> implements Closeable {

  public static final HourOptions HOURS =
      new HourOptions(
          Duration.ofHours(1).toMillis(),
          Duration.ofHours(24),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          1000);

  public static final FollowOptions FOLLOW =
      new FollowOptions(Duration.ofHours(24), Duration.ofDays(30), Duration.ofSeconds(10));

  private final StoredDocuments stored;
  private final Parts<E, M> parts;
  private final KeyedOneInputStreamOperatorTestHarness<String, E, HourPart<M>> folding;
  private final KeyedOneInputStreamOperatorTestHarness<GroupHour, HourPart<M>, DocumentWrite>
      publishing;

  /** What differs between pipelines. */
  public record Parts<E, M extends HourlyMeasures<M>>(
      Supplier<? extends OneInputStreamOperator<E, HourPart<M>>> operator,
      KeySelector<E, String> key,
      HourlyFamily family,
      HourPartSerializer<M> partSerializer,
      HourStateSerializer<M> stateSerializer) {}

  public FoldedHours(Parts<E, M> parts) throws Exception {
    this(parts, new StoredDocuments(), null, null);
  }

  private FoldedHours(
      Parts<E, M> parts,
      StoredDocuments stored,
      OperatorSubtaskState folded,
      OperatorSubtaskState published)
      throws Exception {
    this.parts = parts;
    this.stored = stored;
    folding =
        new KeyedOneInputStreamOperatorTestHarness<>(
            parts.operator().get(), parts.key(), Types.STRING);
    publishing =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new HourPublisher<>(parts.family(), HOURS, parts.stateSerializer())),
            HourPart::group,
            GroupHour.TYPE);
    // Parts need not wait for a checkpoint.
    folding.getStreamConfig().setCheckpointingEnabled(false);
    folding.setup(parts.partSerializer());
    if (folded != null) {
      folding.initializeState(folded);
      publishing.initializeState(published);
    }
    folding.open();
    publishing.open();
  }

  public void take(E event) throws Exception {
    folding.processElement(new StreamRecord<>(event));
  }

  public void watermark(long time) throws Exception {
    folding.processWatermark(new Watermark(time));
    pass();
    publishing.processWatermark(new Watermark(time));
    collect();
  }

  /** Moves the clock of both steps. */
  public void clock(long time) throws Exception {
    folding.setProcessingTime(time);
    pass();
    publishing.setProcessingTime(time);
    collect();
  }

  /** What comes after a checkpoint and a restart from it. */
  public FoldedHours<E, M> restarted() throws Exception {
    folding.prepareSnapshotPreBarrier(1);
    pass();
    FoldedHours<E, M> next =
        new FoldedHours<>(parts, stored, folding.snapshot(1, 1), publishing.snapshot(1, 1));
    close();
    return next;
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

  public int stateEntriesAndTimers() {
    return folding.numKeyedStateEntries()
        + folding.numEventTimeTimers()
        + publishing.numKeyedStateEntries()
        + publishing.numEventTimeTimers()
        + publishing.numProcessingTimeTimers();
  }

  private void pass() throws Exception {
    List<HourPart<M>> folded = folding.extractOutputValues();
    folding.getOutput().clear();
    for (HourPart<M> part : folded) {
      publishing.processElement(new StreamRecord<>(part));
    }
  }

  private void collect() {
    publishing.extractOutputValues().forEach(stored::write);
    publishing.getOutput().clear();
  }

  @Override
  public void close() {
    try {
      folding.close();
      publishing.close();
    } catch (Exception e) {
      throw new IllegalStateException("An operator did not close", e);
    }
  }
}
