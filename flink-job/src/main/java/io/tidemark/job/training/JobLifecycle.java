/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import io.tidemark.job.lifecycle.CheckpointGatedBuffer;
import io.tidemark.job.lifecycle.LifecycleOperator;
import io.tidemark.job.window.PreAggregator;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.model.training.TrainingAggregation;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingJob;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Follows each training job. An event changes what the job adds to its hours; the difference goes
 * on as parts, to hours that still take corrections.
 */
public final class JobLifecycle extends LifecycleOperator<TrainingEvent, TrainingJob> {

  private transient PreAggregator shares;

  public JobLifecycle(WorkloadOptions options) {
    super(
        new Lifecycle(WorkloadSchemas.TRAINING.id(), "jobs", "forget-jobs"),
        TrainingJobCodec.SERIALIZER,
        options);
  }

  @Override
  protected List<CheckpointGatedBuffer<?>> parts() {
    shares = new PreAggregator(hours, TrainingAggregation.LAYOUT);
    return List.of(
        new CheckpointGatedBuffer<>(
            "held-hours",
            TrainingParts.TYPES.part(),
            shares::drain,
            part -> output.collect(new StreamRecord<>(part))));
  }

  @Override
  protected boolean mustLeaveBefore(long mark) {
    return shares.mustLeaveBefore(mark);
  }

  @Override
  protected void take(TrainingEvent event, TrainingJob known) throws Exception {
    boolean isNew = known == null;
    TrainingJob job = isNew ? new TrainingJob() : known;
    long open = hours.firstOpen(watermark());
    // A job may run for years, or again after an end that takes no more corrections.
    job.foldWindowsBefore(open);
    Map<Long, Aggregate> before = isNew ? Map.of() : job.shares(hours.window(), open);
    byte[] groupBefore = isNew ? null : job.group();
    long dueBefore = isNew ? NEVER : dueAt(job);
    if (!job.take(event, hours.window())) {
      countAgain(event.tenantId, event.eventTime, false);
      return;
    }
    countOnce(event.tenantId, event.eventTime);
    Map<Long, Aggregate> after = job.shares(hours.window(), open);
    byte[] group = job.group();
    if (groupBefore != null && !Arrays.equals(groupBefore, group)) {
      change(groupBefore, before, Map.of());
      before = Map.of();
    }
    change(group, before, after);
    job.forgetEventsBefore(open, hours.window());
    keep(job, dueBefore);
  }

  /** A job may be resumed after a silence: it is known for longer than its single events. */
  @Override
  protected void due(TrainingJob job) throws Exception {
    if (job.knowsEvents()) {
      long end = hours.window().endOf(job.lastEventTime());
      job.forgetEventsBefore(end, hours.window());
      job.foldWindowsBefore(end);
      keep(job, NEVER);
    } else {
      forget();
    }
  }

  private void change(byte[] group, Map<Long, Aggregate> before, Map<Long, Aggregate> after) {
    TreeSet<Long> windows = new TreeSet<>(before.keySet());
    windows.addAll(after.keySet());
    for (Long window : windows) {
      Aggregate was = before.get(window);
      Aggregate is = after.get(window);
      if (is == null || !is.hasSameSums(was)) {
        Aggregate target = shares.at(window, group, watermark());
        TrainingAggregation.change(was, is, target, !nothingIsPublished());
      }
    }
  }

  /** Events are forgotten with their last hour; a job when it stays silent, ended or not. */
  @Override
  protected long dueAt(TrainingJob job) {
    long last = job.lastEventTime();
    long remember = (job.knowsEvents() ? options.horizon() : options.retention()).toMillis();
    return Math.max(hours.closedAt(hours.window().startOf(last)), last + remember);
  }
}
