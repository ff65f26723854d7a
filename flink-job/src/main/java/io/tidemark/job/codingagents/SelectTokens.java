/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.WindowKey;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.codingagents.AgentAggregation;
import io.tidemark.model.codingagents.AgentTokenSource;
import io.tidemark.model.hourly.DimensionKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decides whether tokens and cost of metrics count: not in a window in which the same agent of the
 * tenant sent logs, and not in windows that begin within {@link AgentTokenSource#LOGS_HOLD_FOR}
 * after the beginning of such a window. Keyed by tenant and agent.
 *
 * <p>Metrics that come before the logs count until these come, and are taken back then: the
 * documents follow from the event times alone, whatever arrives first. Whole windows are decided,
 * because only their sums need to be kept.
 */
public final class SelectTokens
    extends KeyedCoProcessFunction<String, PartialAggregate, PartialAggregate, PartialAggregate> {

  private static final long HOLD = AgentTokenSource.LOGS_HOLD_FOR.toMillis();

  /** No timer. */
  private static final long NEVER = Long.MAX_VALUE;

  private final WindowOptions options;

  private transient MapState<WindowKey, PartialAggregate> counted;
  private transient MapState<Long, Boolean> logs;

  public SelectTokens(WindowOptions options) {
    this.options = options;
  }

  /** Adds what counts of the tokens of metrics to the windows of the measurements. */
  public static DataStream<PartialAggregate> addTo(
      SingleOutputStreamOperator<PartialAggregate> windows, WindowOptions options, String uid) {
    return windows.union(
        windows
            .getSideOutput(AgentParts.METRIC_TOKENS)
            .keyBy(SelectTokens::tenantAndAgent, Types.STRING)
            .connect(
                windows
                    .getSideOutput(AgentParts.LOG_WINDOWS)
                    .keyBy(SelectTokens::tenantAndAgent, Types.STRING))
            .process(new SelectTokens(options), AgentParts.TYPES.part())
            .name("select tokens of metrics")
            .uid(uid));
  }

  /** The key of a part, whose dimensions are tenant, user and agent. */
  public static String tenantAndAgent(PartialAggregate part) {
    byte[] group = part.group().dimensions();
    String tenant = DimensionKey.value(group, 0);
    return tenant.length() + ":" + tenant + DimensionKey.value(group, 2);
  }

  @Override
  public void open(OpenContext context) {
    counted =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "counted-tokens",
                    WindowKey.TYPE.serializer(),
                    AgentParts.TYPES.part().serializer()));
    logs =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("log-windows", Types.LONG, Types.BOOLEAN));
  }

  @Override
  public void processElement1(
      PartialAggregate tokens, Context context, Collector<PartialAggregate> out) throws Exception {
    if (isIgnored(tokens.group().windowStart())) {
      out.collect(
          new PartialAggregate(tokens.group(), AgentAggregation.copyIgnored(tokens.measures())));
      return;
    }
    PartialAggregate known = counted.get(tokens.group());
    if (known == null) {
      context.timerService().registerEventTimeTimer(closedAt(tokens.group()));
    }
    Aggregate sum = new Aggregate(AgentAggregation.LAYOUT);
    sum.add(tokens.measures());
    if (known != null) {
      sum.add(known.measures());
    }
    counted.put(tokens.group(), new PartialAggregate(tokens.group(), sum));
    out.collect(tokens);
  }

  @Override
  public void processElement2(
      PartialAggregate mark, Context context, Collector<PartialAggregate> out) throws Exception {
    long start = mark.group().windowStart();
    if (logs.contains(start)) {
      return;
    }
    logs.put(start, true);
    context.timerService().registerEventTimeTimer(forgottenAt(start));
    List<PartialAggregate> ignored = new ArrayList<>();
    for (PartialAggregate tokens : counted.values()) {
      if (holds(start, tokens.group().windowStart())) {
        ignored.add(tokens);
      }
    }
    for (PartialAggregate tokens : ignored) {
      counted.remove(tokens.group());
      out.collect(
          new PartialAggregate(tokens.group(), AgentAggregation.copyNegated(tokens.measures())));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<PartialAggregate> out)
      throws Exception {
    long next = Math.min(forgetTokens(time), forgetLogs(time));
    if (next != NEVER) {
      // A timer of a job with a shorter lateness came too early for the rest.
      context.timerService().registerEventTimeTimer(next);
    }
  }

  /** Forgets windows that are closed; returns when the next one is. */
  private long forgetTokens(long time) throws Exception {
    List<WindowKey> closed = new ArrayList<>();
    long next = NEVER;
    for (WindowKey window : counted.keys()) {
      if (closedAt(window) <= time) {
        closed.add(window);
      } else {
        next = Math.min(next, closedAt(window));
      }
    }
    for (WindowKey window : closed) {
      counted.remove(window);
    }
    return next;
  }

  /** Forgets windows with logs that decide nothing more; returns when the next one does so. */
  private long forgetLogs(long time) throws Exception {
    List<Long> forgotten = new ArrayList<>();
    long next = NEVER;
    for (Long log : logs.keys()) {
      if (forgottenAt(log) <= time) {
        forgotten.add(log);
      } else {
        next = Math.min(next, forgottenAt(log));
      }
    }
    for (Long start : forgotten) {
      logs.remove(start);
    }
    return next;
  }

  private boolean isIgnored(long windowStart) throws Exception {
    for (Long log : logs.keys()) {
      if (holds(log, windowStart)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(long logWindow, long windowStart) {
    return windowStart >= logWindow && windowStart <= logWindow + HOLD;
  }

  private long closedAt(WindowKey window) {
    return options.closedAt(window.windowStart());
  }

  /** When the last window that logs of this window decide is closed. */
  private long forgottenAt(long logWindow) {
    return options.closedAt(logWindow + HOLD);
  }
}
