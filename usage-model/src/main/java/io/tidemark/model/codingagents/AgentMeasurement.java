/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.parsing.CheckedFields;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.SentEvent;

/**
 * One measurement of a coding agent. Texts are null when they are unknown.
 *
 * <p>A measurement is either an amount since the one before, identified by its id, or the value of
 * a counter that only grows ({@link #seriesId}); of the latter, what it grew by counts.
 */
public final class AgentMeasurement implements SentEvent {

  /** Identity inside the tenant. */
  public String measurementId;

  /** The counter whose standing this is, from one start to the next; null for an amount. */
  public String seriesId;

  public String tenantId;

  /** When it was measured, milliseconds since 1970. */
  public long eventTime = CheckedFields.UNKNOWN;

  public String userId;
  public String agent;
  public String sessionId;
  public String projectId;
  public String model;

  /** The tier or speed, as the source spells it. */
  public String serviceTier;

  public AgentMetric metric;

  /** The signal that tokens or cost were read from, where it decides whether they count. */
  public TokenSignal tokenSignal = TokenSignal.ALONE;

  /** In units of the metric: whole ones, or as {@link AgentMetric#decimals()} says. */
  public long value = CheckedFields.UNKNOWN;

  @Override
  public void setSender(Sender sender) {
    tenantId = sender.tenant();
    projectId = sender.project() == null ? projectId : sender.project();
    userId = sender.user() == null ? userId : sender.user();
  }
}
