/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.hours.FoldTable;
import io.tidemark.job.hours.FoldingOperator;
import io.tidemark.job.hours.FollowOptions;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.job.hours.HourPart;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMeasures;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.PipelineMeasures;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Counts each measurement once. An amount is known by its id; a counter by the series that its
 * standings belong to, and what it grew by counts. Agents report about once a minute, so each id
 * has a state of its own.
 */
public final class CountMeasurements
    extends FoldingOperator<AgentMeasurement, HourPart<AgentMeasures>>
    implements Triggerable<String, VoidNamespace> {

  private final HourOptions hours;
  private final FollowOptions options;
  private final OutputTag<HourPart<PipelineMeasures>> pipelineParts;

  private transient ValueState<Reported> reports;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient FoldTable<AgentMeasures> measures;
  private transient FoldTable<PipelineMeasures> counts;
  private transient Counter counted;
  private transient Counter duplicates;

  public CountMeasurements(
      HourOptions hours,
      FollowOptions options,
      OutputTag<HourPart<PipelineMeasures>> pipelineParts) {
    super(options.flushEvery());
    this.hours = hours;
    this.options = options;
    this.pipelineParts = pipelineParts;
  }

  @Override
  public void open() throws Exception {
    super.open();
    reports =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("reports", ReportedSerializer.INSTANCE));
    timers = getInternalTimerService("forget-reports", VoidNamespaceSerializer.INSTANCE, this);
    measures = new FoldTable<>(hours, AgentMeasures::new);
    counts = new FoldTable<>(hours, PipelineMeasures::new);
    counted = getMetricGroup().counter("eventsCounted");
    duplicates = getMetricGroup().counter("eventsDuplicate");
  }

  @Override
  protected void process(AgentMeasurement measurement) throws Exception {
    long window = hours.window().startOf(measurement.eventTime);
    Reported reported = reports.value();
    boolean isNew = reported == null;
    reported = isNew ? new Reported() : reported;
    long forgottenBefore = isNew ? Long.MAX_VALUE : forgottenAt(reported);
    Map<Long, Long> before = reported.increments();
    PipelineMeasures pipeline =
        counts.at(
            window,
            DimensionKey.of(measurement.tenantId, CodingAgentPipeline.NAME),
            emittedWatermark());
    if (!reported.take(measurement, window)) {
      duplicates.inc();
      pipeline.duplicate(reported.conflicts(measurement));
      return;
    }
    counted.inc();
    pipeline.counted(1);
    change(measurement, window, before, reported.increments());
    reported.forgetValuesBefore(hours.firstOpen(emittedWatermark()));
    reports.update(reported);
    if (forgottenAt(reported) != forgottenBefore) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, forgottenBefore);
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, forgottenAt(reported));
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    Reported reported = reports.value();
    if (reported != null && timer.getTimestamp() >= forgottenAt(reported)) {
      reports.clear();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this operator runs by the clock");
  }

  @Override
  protected boolean mustFlushBefore(long watermark) {
    return measures.mustLeaveBefore(watermark) || counts.mustLeaveBefore(watermark);
  }

  @Override
  protected void flush() {
    measures.drain(part -> output.collect(new StreamRecord<>(part)));
    counts.drain(part -> output.collect(pipelineParts, new StreamRecord<>(part)));
  }

  private void change(
      AgentMeasurement measurement, long window, Map<Long, Long> before, Map<Long, Long> after) {
    byte[] group = DimensionKey.of(measurement.tenantId, measurement.userId, measurement.agent);
    long open = hours.firstOpen(emittedWatermark());
    measures.at(window, group, emittedWatermark()).measured(measurement.sessionId);
    after.forEach(
        (start, increment) -> {
          long more = increment - before.getOrDefault(start, 0L);
          if (start == window || (more != 0 && start >= open)) {
            measures.at(start, group, emittedWatermark()).add(measurement.metric, more);
          }
        });
  }

  /** Once the hour of the last measurement is closed, none of its kind can come any more. */
  private long forgottenAt(Reported reported) {
    long last = reported.last();
    return Math.max(
        hours.closedAt(hours.window().startOf(last)), last + options.horizon().toMillis());
  }
}
