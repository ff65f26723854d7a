/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.lifecycle.CheckpointGatedBuffer;
import io.tidemark.job.lifecycle.LifecycleOperator;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.PreAggregator;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.codingagents.AgentAggregation;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.TokenSignal;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.modelcalls.formats.ServiceTiers;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Counts each measurement once. An amount is known by its id; a counter by the series that its
 * standings belong to, and what it grew by counts. Agents report about once a minute, so each id
 * has a state of its own.
 *
 * <p>Tokens of metrics, and marks of windows with logs, leave by side outputs to {@link
 * SelectTokens}.
 */
public final class CountMeasurements extends LifecycleOperator<AgentMeasurement, Reported> {

  private transient PreAggregator measures;
  private transient PreAggregator metricTokens;
  private transient PreAggregator logWindows;

  public CountMeasurements(WorkloadOptions options) {
    super(
        new Lifecycle(WorkloadSchemas.CODING_AGENTS.id(), "reports", "forget-reports"),
        ReportedCodec.SERIALIZER,
        options);
  }

  @Override
  protected List<CheckpointGatedBuffer<?>> parts() {
    measures = new PreAggregator(hours, AgentAggregation.LAYOUT);
    metricTokens = new PreAggregator(hours, AgentAggregation.LAYOUT);
    logWindows = new PreAggregator(hours, AgentAggregation.LAYOUT);
    return List.of(
        new CheckpointGatedBuffer<>(
            "held-hours",
            AgentParts.TYPES.part(),
            measures::drain,
            part -> output.collect(new StreamRecord<>(part))),
        createBuffer("held-metric-tokens", metricTokens, AgentParts.METRIC_TOKENS),
        createBuffer("held-log-windows", logWindows, AgentParts.LOG_WINDOWS));
  }

  private CheckpointGatedBuffer<PartialAggregate> createBuffer(
      String name, PreAggregator parts, OutputTag<PartialAggregate> target) {
    return new CheckpointGatedBuffer<>(
        name,
        AgentParts.TYPES.part(),
        parts::drain,
        part -> output.collect(target, new StreamRecord<>(part)));
  }

  @Override
  protected boolean mustLeaveBefore(long mark) {
    return measures.mustLeaveBefore(mark)
        || metricTokens.mustLeaveBefore(mark)
        || logWindows.mustLeaveBefore(mark);
  }

  @Override
  protected void take(AgentMeasurement measurement, Reported known) throws Exception {
    long window = hours.window().startOf(measurement.eventTime);
    Reported reported = known == null ? new Reported() : known;
    long dueBefore = known == null ? NEVER : dueAt(reported);
    Map<Long, Long> before = reported.increments();
    if (!reported.take(measurement, window)) {
      countAgain(measurement.tenantId, measurement.eventTime, reported.conflicts(measurement));
      return;
    }
    countOnce(measurement.tenantId, measurement.eventTime);
    change(measurement, window, before, reported.increments());
    reported.forgetValuesBefore(hours.firstOpen(watermark()));
    keep(reported, dueBefore);
  }

  /**
   * A counter may continue after a silence: its highest value is known for longer than the others.
   */
  @Override
  protected void due(Reported reported) throws Exception {
    if (reported.canShrink()) {
      reported.forgetValuesBefore(hours.window().endOf(reported.last()));
      keep(reported, NEVER);
    } else {
      forget();
    }
  }

  private void change(
      AgentMeasurement measurement, long window, Map<Long, Long> before, Map<Long, Long> after) {
    byte[] group = group(measurement);
    long open = hours.firstOpen(watermark());
    Aggregate activity = measures.at(window, group, watermark());
    AgentAggregation.addMeasurement(measurement.sessionId, activity);
    boolean fromMetrics = measurement.tokenSignal == TokenSignal.METRICS;
    if (fromMetrics) {
      activity.addEvents(1);
    } else if (measurement.tokenSignal == TokenSignal.LOGS) {
      byte[] sender = DimensionKey.of(measurement.tenantId, null, measurement.agent);
      logWindows.at(window, sender, watermark()).addEvents(1);
    }
    PreAggregator amounts = fromMetrics ? metricTokens : measures;
    after.forEach(
        (start, increment) -> {
          long more = increment - before.getOrDefault(start, 0L);
          if (start == window || (more != 0 && start >= open)) {
            Aggregate target = amounts.at(start, group, watermark());
            AgentAggregation.add(measurement.metric, more, target);
            if (start != window && nothingIsPublished()) {
              // Growth that moves counts with the measurements of its window.
              target.addEvents(-1);
            }
          }
        });
  }

  private static byte[] group(AgentMeasurement measurement) {
    return DimensionKey.ofGroup(
        WorkloadSchemas.CODING_AGENTS.countFirstDimensions(),
        measurement.tenantId,
        measurement.userId,
        measurement.agent,
        measurement.projectId,
        measurement.model,
        ServiceTiers.normalizeTier(measurement.serviceTier));
  }

  /**
   * Once the hour of the last measurement is closed, none of its kind can come any more. An amount
   * is forgotten then; a counter shrinks, and is forgotten when it stays silent.
   */
  @Override
  protected long dueAt(Reported reported) {
    boolean waits = reported.isCounter() && !reported.canShrink();
    long remember = (waits ? options.retention() : options.horizon()).toMillis();
    long last = reported.last();
    return Math.max(hours.closedAt(hours.window().startOf(last)), last + remember);
  }
}
