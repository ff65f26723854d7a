/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.parsing.UsageFormat;

/**
 * The signals of coding agents that tokens and cost are counted from. Agents report the tokens of a
 * request in logs and in metrics: counting both doubles them.
 */
public enum AgentTokenSource {
  /** Both; right where every agent sends one of them. */
  ALL,
  LOGS,
  METRICS;

  /** The format of logs, which carry nothing but tokens and cost. */
  public UsageFormat<AgentMeasurement> selectFromLogs(UsageFormat<AgentMeasurement> logs) {
    return this == METRICS ? new SelectedMeasurements(logs, metric -> false) : logs;
  }

  /** The format of metrics: activity always counts. */
  public UsageFormat<AgentMeasurement> selectFromMetrics(UsageFormat<AgentMeasurement> metrics) {
    return this == LOGS
        ? new SelectedMeasurements(metrics, metric -> !metric.isTokensOrCost())
        : metrics;
  }
}
