/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.hourly.HourlyMeasures;
import io.tidemark.model.hourly.Sums;
import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The figures of one user's coding agent in one hour. A metric that nobody reported is left out.
 *
 * <p>The ids of the sessions stand in the document, so that the sessions of any range are the
 * different ids in it: a sum of hourly counts would count a long session in each of its hours.
 */
public final class AgentMeasures implements HourlyMeasures<AgentMeasures> {

  /** Session ids that one document keeps; a user's agent has a few in an hour. */
  public static final int MAX_SESSION_IDS = 1000;

  private final Map<AgentMetric, Long> sums = new EnumMap<>(AgentMetric.class);
  private final Set<String> sessionIds = new TreeSet<>();
  private long measurements;
  private long events;

  /**
   * Adds what a measurement adds to this hour.
   *
   * @param amount in units of the metric; negative when a late standing of a counter moves growth
   *     to an earlier hour
   */
  public void add(AgentMetric metric, long amount) {
    sums.merge(metric, amount, Sums::add);
    events++;
  }

  /** Notes a measurement of this hour. */
  public void measured(String sessionId) {
    measurements++;
    if (sessionId != null && sessionIds.size() < MAX_SESSION_IDS) {
      sessionIds.add(sessionId);
    }
  }

  @Override
  public void add(AgentMeasures other) {
    other.sums.forEach((metric, sum) -> sums.merge(metric, sum, Sums::add));
    for (String id : other.sessionIds) {
      if (sessionIds.size() < MAX_SESSION_IDS) {
        sessionIds.add(id);
      }
    }
    measurements += other.measurements;
    events += other.events;
  }

  @Override
  public long events() {
    return events;
  }

  @Override
  public void writeFields(JsonWriter json) {
    json.field("measurements", measurements);
    write(json, "sessions", AgentMetric.SESSION);
    write(json, "commits", AgentMetric.COMMIT);
    write(json, "pull_requests", AgentMetric.PULL_REQUEST);
    write(json, "lines_added", AgentMetric.LINES_ADDED);
    write(json, "lines_removed", AgentMetric.LINES_REMOVED);
    writeTokens(json);
    write(json, "input_tokens", AgentMetric.INPUT_TOKENS);
    write(json, "output_tokens", AgentMetric.OUTPUT_TOKENS);
    write(json, "cache_read_tokens", AgentMetric.CACHE_READ_TOKENS);
    write(json, "cache_write_tokens", AgentMetric.CACHE_WRITE_TOKENS);
    Long active = sums.get(AgentMetric.ACTIVE_SECONDS);
    if (active != null) {
      // Milliseconds: whole seconds of each hour would lose all that is shorter.
      json.field("active_ms", active);
    }
    write(json, "cost_micros", AgentMetric.COST_USD);
    if (!sessionIds.isEmpty()) {
      json.beginArray("session_ids");
      sessionIds.forEach(json::element);
      json.endArray();
    }
  }

  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeLong(measurements);
    out.writeLong(events);
    out.writeByte(sums.size());
    for (Map.Entry<AgentMetric, Long> sum : sums.entrySet()) {
      out.writeByte(sum.getKey().code());
      out.writeLong(sum.getValue());
    }
    out.writeShort(sessionIds.size());
    for (String id : sessionIds) {
      out.writeUTF(id);
    }
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    measurements = in.readLong();
    events = in.readLong();
    sums.clear();
    for (int i = in.readByte(); i > 0; i--) {
      sums.put(AgentMetric.ofCode(in.readByte()), in.readLong());
    }
    sessionIds.clear();
    for (int i = in.readShort(); i > 0; i--) {
      sessionIds.add(in.readUTF());
    }
  }

  /** All tokens: what was read and written, and what was reported without a kind. */
  private void writeTokens(JsonWriter json) {
    Long plain = sums.get(AgentMetric.TOKENS);
    Long input = sums.get(AgentMetric.INPUT_TOKENS);
    Long output = sums.get(AgentMetric.OUTPUT_TOKENS);
    if (plain != null || input != null || output != null) {
      json.field("tokens", Sums.add(Sums.add(orZero(plain), orZero(input)), orZero(output)));
    }
  }

  private void write(JsonWriter json, String name, AgentMetric metric) {
    Long sum = sums.get(metric);
    if (sum != null) {
      json.field(name, sum);
    }
  }

  private static long orZero(Long value) {
    return value == null ? 0 : value;
  }
}
