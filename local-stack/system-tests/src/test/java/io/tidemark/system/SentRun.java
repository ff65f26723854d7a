/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;

/** One ComfyUI run, put together offline from all of its steps. */
final class SentRun {

  private static final List<String> RANKS = List.of("submitted", "started");

  /** One step of each rank: submission, start, end. */
  private final TreeMap<Integer, SentEvent> steps = new TreeMap<>();

  private final long maxMillis;

  SentRun(long maxMillis) {
    this.maxMillis = maxMillis;
  }

  void add(SentEvent step) {
    int rank = RANKS.indexOf(step.text("event"));
    steps.put(rank < 0 ? 2 : rank, step);
  }

  /** The value that the latest step has which has one. */
  String text(String field) {
    String latest = null;
    for (SentEvent step : steps.values()) {
      latest = step.text(field) == null ? latest : step.text(field);
    }
    return latest;
  }

  /** Audit context; each entry from the latest step that has it. */
  ObjectNode context() {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    steps
        .values()
        .forEach(
            step ->
                step.json()
                    .path("context")
                    .properties()
                    .forEach(entry -> context.set(entry.getKey(), entry.getValue())));
    return context;
  }

  String source() {
    return text("source") == null ? "api" : text("source");
  }

  Long submitted() {
    return latest(0, "submitted_at");
  }

  Long started() {
    return latest(1, "started_at");
  }

  boolean hasEnd() {
    return steps.containsKey(2);
  }

  /** How it ended by {@code now}; null while it runs, or waits. */
  String outcome(long now) {
    if (started() != null && ranTooLong(now)) {
      return "abandoned";
    }
    return hasEnd() ? steps.get(2).text("event") : null;
  }

  /** When it ended, if it has. */
  long ended(long now) {
    return "abandoned".equals(outcome(now)) ? started() + maxMillis : end();
  }

  Long runMillis(long now) {
    boolean known = started() != null && !"abandoned".equals(outcome(now)) && end() >= started();
    return known ? (Long) (end() - started()) : null;
  }

  Long queueMillis() {
    boolean known = started() != null && submitted() != null && started() >= submitted();
    return known ? (Long) (started() - submitted()) : null;
  }

  private boolean ranTooLong(long now) {
    return hasEnd() ? end() - started() > maxMillis : now - started() >= maxMillis;
  }

  private long end() {
    SentEvent end = steps.get(2);
    Long told = end.time("finished_at");
    return told == null ? end.at() : Math.min(told, end.at());
  }

  /** The time of a step, which later steps may tell better. */
  private Long latest(int rank, String field) {
    Long latest = steps.containsKey(rank) ? (Long) steps.get(rank).at() : null;
    for (SentEvent step : steps.tailMap(rank).values()) {
      Long told = step.time(field);
      latest = told == null ? latest : (Long) Math.min(told, step.at());
    }
    return latest;
  }
}
