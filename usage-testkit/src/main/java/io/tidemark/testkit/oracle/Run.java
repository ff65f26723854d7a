/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** One ComfyUI run, put together from all of its steps. */
public final class Run {

  static final String ABANDONED = "abandoned";

  /** The longest that a run may be set to take: no step reports times from before that. */
  private static final long LONGEST_RUN = Duration.ofDays(30).toMillis();

  private static final List<String> RANKS = List.of("submitted", "started");

  /** One step of each rank: submission, start, end. */
  private final TreeMap<Integer, Event> steps = new TreeMap<>();

  private final long maxMillis;

  /**
   * @param maxMillis the longest that a run may take
   */
  public Run(long maxMillis) {
    this.maxMillis = maxMillis;
  }

  /**
   * Adds a step.
   *
   * @return the step of the same rank that counts instead; null when this one counts
   */
  public Event add(Event step) {
    int rank = RANKS.indexOf(step.text("event"));
    return steps.putIfAbsent(rank < 0 ? RANKS.size() : rank, step);
  }

  /** The value of the latest step that has one. */
  String text(String field) {
    String latest = null;
    for (Event step : steps.values()) {
      latest = step.text(field, latest);
    }
    return latest;
  }

  /** Audit context; each entry from the latest step that has it. */
  ObjectNode context() {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    for (Event step : steps.values()) {
      step.json()
          .path("context")
          .properties()
          .forEach(entry -> context.set(entry.getKey(), entry.getValue()));
    }
    return context;
  }

  String source() {
    return text("source") == null ? "api" : text("source");
  }

  Long submitted() {
    return findLatest(0, "submitted_at");
  }

  /** When it started, or null. */
  public Long started() {
    return findLatest(1, "started_at");
  }

  boolean hasEnd() {
    return steps.containsKey(RANKS.size());
  }

  /** How it ended by {@code now}; null while it runs, or waits. */
  String outcome(long now) {
    if (started() != null && ranTooLong(now)) {
      return ABANDONED;
    }
    return hasEnd() ? steps.get(RANKS.size()).text("event") : null;
  }

  /** When it ended, if it has. */
  long ended(long now) {
    return ABANDONED.equals(outcome(now)) ? started() + maxMillis : end();
  }

  Long runMillis(long now) {
    boolean known = started() != null && !ABANDONED.equals(outcome(now)) && end() >= started();
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
    Event end = steps.get(RANKS.size());
    Long reported = riding("finished_at", end);
    return reported == null ? end.at() : reported;
  }

  /** The time of a step, which later steps may report better. */
  private Long findLatest(int rank, String field) {
    Long latest = steps.containsKey(rank) ? (Long) steps.get(rank).at() : null;
    for (Event step : steps.tailMap(rank).values()) {
      Long reported = riding(field, step);
      latest = reported == null ? latest : reported;
    }
    return latest;
  }

  /** A time that a step reports; null when no run can reach back to it. */
  private static Long riding(String field, Event step) {
    Long reported = step.time(field);
    boolean isKnown = reported != null && reported >= step.at() - LONGEST_RUN;
    return isKnown ? (Long) Math.min(reported, step.at()) : null;
  }
}
