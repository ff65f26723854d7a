/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.serialization.CodecSerializer;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.hourly.DailyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.schema.WorkloadSchema;
import java.io.Closeable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The publisher of hours and that of days after it, as one subtask runs them. */
public final class PublishedHours implements Closeable {

  /** When jobs of the tests start. */
  public static final Instant NOW = Instant.parse("2026-11-22T10:05:00Z");

  private final OutputTag<PartialAggregate> dayParts;
  private final KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite>
      hours;
  private final KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite>
      days;
  private final List<Long> firstDays = new ArrayList<>();

  /** The state of both publishers at a checkpoint; days are null in that of an earlier build. */
  public record Snapshot(OperatorSubtaskState hours, OperatorSubtaskState days) {}

  /** Starts from a snapshot, or from nothing when it is null. */
  public PublishedHours(
      WorkloadSchema schema, CodecSerializer<WindowState> serializer, Snapshot snapshot)
      throws Exception {
    this(schema, serializer, snapshot, FoldedHours.DAYS, NOW);
  }

  PublishedHours(
      WorkloadSchema schema,
      CodecSerializer<WindowState> serializer,
      Snapshot snapshot,
      DayOptions options,
      Instant now)
      throws Exception {
    WindowTypes types = WindowTypes.create(AggregateLayout.createFor(schema));
    dayParts = new OutputTag<>("day-parts", types.part());
    DayFeed feed =
        new DayFeed(
            options, dayParts, SideOutputs.PROGRESS, () -> Clock.fixed(now, ZoneOffset.UTC));
    hours =
        start(
            WindowPublisher.ofHours(
                HourlyFamily.ofSchema(schema), FoldedHours.HOURS, serializer, feed),
            snapshot == null ? null : snapshot.hours());
    days =
        start(
            WindowPublisher.ofDays(
                DailyDocument.ofSchema(schema, options.zone()),
                FoldedHours.HOURS,
                serializer,
                feed),
            snapshot == null ? null : snapshot.days());
  }

  private static KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite>
      start(WindowPublisher publisher, OperatorSubtaskState state) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(publisher), PartialAggregate::group, WindowKey.TYPE);
    harness.setup(SideOutputs.DOCUMENT.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  public void add(PartialAggregate part) throws Exception {
    hours.processElement(new StreamRecord<>(part));
    pass();
  }

  public void watermark(long time) throws Exception {
    hours.processWatermark(new Watermark(time));
    pass();
    days.processWatermark(new Watermark(time));
  }

  /** Moves the clock of both. */
  public void clock(long time) throws Exception {
    hours.setProcessingTime(time);
    pass();
    days.setProcessingTime(time);
  }

  public Snapshot snapshot(long id) throws Exception {
    return new Snapshot(hours.snapshot(id, id), days.snapshot(id, id));
  }

  /** Documents published since the last call, hours first. */
  public List<DocumentWrite> takeDocuments() {
    List<DocumentWrite> documents = new ArrayList<>(hours.extractOutputValues());
    documents.addAll(days.extractOutputValues());
    hours.getOutput().clear();
    days.getOutput().clear();
    return documents;
  }

  /** The first complete days that were reported. */
  List<Long> firstDays() {
    return firstDays;
  }

  public int stateEntries() {
    return hours.numKeyedStateEntries() + days.numKeyedStateEntries();
  }

  public int timers() {
    return hours.numEventTimeTimers()
        + hours.numProcessingTimeTimers()
        + days.numEventTimeTimers()
        + days.numProcessingTimeTimers();
  }

  private void pass() throws Exception {
    Queue<StreamRecord<PartialAggregate>> parts = hours.getSideOutput(dayParts);
    while (parts != null && !parts.isEmpty()) {
      days.processElement(parts.remove());
    }
    Queue<StreamRecord<Long>> reported = hours.getSideOutput(SideOutputs.PROGRESS);
    while (reported != null && !reported.isEmpty()) {
      firstDays.add(reported.remove().getValue());
    }
  }

  @Override
  public void close() {
    try {
      hours.close();
      days.close();
    } catch (Exception e) {
      throw new IllegalStateException("An operator did not close", e);
    }
  }
}
