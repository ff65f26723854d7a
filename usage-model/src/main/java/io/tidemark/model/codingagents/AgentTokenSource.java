/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.parsing.UsageFormat;
import java.time.Duration;

/**
 * The signals of coding agents that tokens and cost are counted from. Agents report the tokens of a
 * request in logs and in metrics: counting both doubles them.
 */
public enum AgentTokenSource {
  /** Logs, and metrics of agents that send no logs. */
  AUTO,
  LOGS,
  METRICS,
  /** Both; right where every agent sends one of them. */
  ALL;

  /** Event time for which a log makes the token and cost metrics of its agent ignored. */
  public static final Duration LOGS_HOLD_FOR = Duration.ofHours(24);

  /** The format of logs, which carry nothing but tokens and cost. */
  public UsageFormat<AgentMeasurement> selectFromLogs(UsageFormat<AgentMeasurement> logs) {
    return switch (this) {
      case AUTO -> new SelectedMeasurements(logs, metric -> true, TokenSignal.LOGS);
      case METRICS -> new SelectedMeasurements(logs, metric -> false, TokenSignal.ALONE);
      case LOGS, ALL -> logs;
    };
  }

  /** The format of metrics: activity always counts. */
  public UsageFormat<AgentMeasurement> selectFromMetrics(UsageFormat<AgentMeasurement> metrics) {
    return switch (this) {
      case AUTO -> new SelectedMeasurements(metrics, metric -> true, TokenSignal.METRICS);
      case LOGS ->
          new SelectedMeasurements(metrics, metric -> !metric.isTokensOrCost(), TokenSignal.ALONE);
      case METRICS, ALL -> metrics;
    };
  }
}
