/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.DataInput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Adds the measurements of a user's coding agent to the aggregate of their window. */
public final class AgentAggregation {

  public static final AggregateLayout LAYOUT =
      AggregateLayout.createFor(WorkloadSchemas.CODING_AGENTS);

  private static final int MEASUREMENTS = LAYOUT.findSum("measurements");
  private static final int TOKENS = LAYOUT.findSum("tokens");
  private static final int SESSION_IDS = 0;

  private static final Map<AgentMetric, Integer> SUMS = new EnumMap<>(AgentMetric.class);

  static {
    for (AgentMetric metric : AgentMetric.values()) {
      SUMS.put(metric, LAYOUT.findSum(metric.field()));
    }
  }

  private AgentAggregation() {}

  /**
   * Adds what a measurement adds to this window.
   *
   * @param amount in units of the metric; negative when a late value of a counter moves growth to
   *     an earlier window
   */
  public static void add(AgentMetric metric, long amount, Aggregate target) {
    addSum(metric, amount, target);
    target.addEvents(1);
  }

  /**
   * The rest of tokens and cost that are ignored: every sum that was reported is known, and is 0,
   * so that it does not matter whether they counted before the first log came.
   */
  public static Aggregate copyIgnored(Aggregate tokens) {
    Aggregate ignored = new Aggregate(LAYOUT);
    ignored.addSums(tokens, 1);
    ignored.addSums(tokens, -1);
    // As many as counting and taking back make: versions of documents must not depend on order.
    ignored.addEvents(2 * tokens.events());
    return ignored;
  }

  /** The values that take back tokens and cost that counted. */
  public static Aggregate copyNegated(Aggregate tokens) {
    Aggregate negated = new Aggregate(LAYOUT);
    negated.addSums(tokens, -1);
    negated.addEvents(tokens.events());
    return negated;
  }

  /** Notes a measurement of this window. */
  public static void addMeasurement(String sessionId, Aggregate target) {
    target.add(MEASUREMENTS, 1);
    if (sessionId != null) {
      target.addId(SESSION_IDS, sessionId);
    }
  }

  /** Reads what builds up to 0.1.0 wrote. */
  public static void readEarlier(DataInput in, Aggregate target) throws IOException {
    target.add(MEASUREMENTS, in.readLong());
    target.addEarlierEvents(in.readLong());
    for (int i = in.readByte(); i > 0; i--) {
      addSum(AgentMetric.ofCode(in.readByte()), in.readLong(), target);
    }
    for (int i = in.readShort(); i > 0; i--) {
      target.addId(SESSION_IDS, in.readUTF());
    }
  }

  /** All tokens are those that were read, those that were written, and those of no known kind. */
  private static void addSum(AgentMetric metric, long amount, Aggregate target) {
    target.add(SUMS.get(metric), amount);
    if (metric == AgentMetric.INPUT_TOKENS || metric == AgentMetric.OUTPUT_TOKENS) {
      target.add(TOKENS, amount);
    }
  }
}
