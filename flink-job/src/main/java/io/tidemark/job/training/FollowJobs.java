/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import io.tidemark.job.hours.FoldTable;
import io.tidemark.job.hours.FoldingOperator;
import io.tidemark.job.hours.FollowOptions;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.job.hours.HourPart;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.PipelineMeasures;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingJob;
import io.tidemark.model.training.TrainingMeasures;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
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
 * Follows each training job. An event changes what the job adds to its hours; the difference goes
 * on as parts, to hours that still take corrections.
 */
public final class FollowJobs extends FoldingOperator<TrainingEvent, HourPart<TrainingMeasures>>
    implements Triggerable<String, VoidNamespace> {

  private final HourOptions hours;
  private final FollowOptions options;
  private final OutputTag<HourPart<PipelineMeasures>> pipelineParts;

  private transient ValueState<TrainingJob> jobs;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient FoldTable<TrainingMeasures> shares;
  private transient FoldTable<PipelineMeasures> counts;
  private transient Counter counted;
  private transient Counter duplicates;

  public FollowJobs(
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
    jobs =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("jobs", TrainingJobSerializer.INSTANCE));
    timers = getInternalTimerService("forget-jobs", VoidNamespaceSerializer.INSTANCE, this);
    shares = new FoldTable<>(hours, TrainingMeasures::new);
    counts = new FoldTable<>(hours, PipelineMeasures::new);
    counted = getMetricGroup().counter("eventsCounted");
    duplicates = getMetricGroup().counter("eventsDuplicate");
  }

  @Override
  protected void process(TrainingEvent event) throws Exception {
    TrainingJob job = jobs.value();
    boolean isNew = job == null;
    job = isNew ? new TrainingJob() : job;
    long open = hours.firstOpen(emittedWatermark());
    Map<Long, TrainingMeasures> before = isNew ? Map.of() : job.shares(hours.window(), open);
    byte[] groupBefore = isNew ? null : job.group();
    long forgottenBefore = isNew ? Long.MAX_VALUE : forgottenAt(job);
    PipelineMeasures pipeline =
        counts.at(
            hours.window().startOf(event.eventTime),
            DimensionKey.of(event.tenantId, TrainingPipeline.NAME),
            emittedWatermark());
    if (!job.take(event, hours.window())) {
      duplicates.inc();
      pipeline.duplicate(false);
      return;
    }
    counted.inc();
    pipeline.counted(1);
    Map<Long, TrainingMeasures> after = job.shares(hours.window(), open);
    byte[] group = job.group();
    if (groupBefore != null && !Arrays.equals(groupBefore, group)) {
      change(groupBefore, before, Map.of());
      before = Map.of();
    }
    change(group, before, after);
    job.forgetEventsBefore(open);
    jobs.update(job);
    if (forgottenBefore != forgottenAt(job)) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, forgottenBefore);
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, forgottenAt(job));
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    TrainingJob job = jobs.value();
    if (job != null && timer.getTimestamp() >= forgottenAt(job)) {
      jobs.clear();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this operator runs by the clock");
  }

  @Override
  protected boolean mustFlushBefore(long watermark) {
    return shares.mustLeaveBefore(watermark) || counts.mustLeaveBefore(watermark);
  }

  @Override
  protected void flush() {
    shares.drain(part -> output.collect(new StreamRecord<>(part)));
    counts.drain(part -> output.collect(pipelineParts, new StreamRecord<>(part)));
  }

  private void change(
      byte[] group, Map<Long, TrainingMeasures> before, Map<Long, TrainingMeasures> after) {
    TreeSet<Long> windows = new TreeSet<>(before.keySet());
    windows.addAll(after.keySet());
    for (Long window : windows) {
      TrainingMeasures was = before.get(window);
      TrainingMeasures is = after.get(window);
      if (is == null || !is.sameAs(was)) {
        shares.at(window, group, emittedWatermark()).change(was, is);
      }
    }
  }

  /** A job that has ended is forgotten with its last hour; another may be silent for long. */
  private long forgottenAt(TrainingJob job) {
    long last = job.lastEventTime();
    long remember = (job.ended() ? options.horizon() : options.retention()).toMillis();
    return Math.max(hours.closedAt(hours.window().startOf(last)), last + remember);
  }
}
