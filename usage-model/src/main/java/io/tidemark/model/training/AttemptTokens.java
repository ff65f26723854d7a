/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.hourly.GrowingCounter;
import io.tidemark.model.hourly.Sums;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.parsing.CheckedFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The trained tokens of a job, one counter per attempt: a job that is resumed counts from zero
 * again. Events name their attempt by its number or by its start. An event that names none belongs
 * to the attempt that was named last before it, or to the first one; it is kept by its time until
 * its window is closed, because an attempt may become known late.
 *
 * <p>If no event of a job names an attempt, a total below half of the greatest one before it, by
 * event time, starts a new attempt. A smaller step back adds nothing: reports of several workers
 * may cross.
 *
 * <p>The last {@value #MAX_ATTEMPTS} attempts are distinguished. The growth of earlier ones is kept
 * as one counter, which is exact; reports from before the first attempt that is distinguished add
 * nothing, because they could count twice.
 *
 * <p>Of reports that name no attempt, the last {@value #MAX_UNNAMED} wait for the end of their
 * window. Earlier ones keep theirs: an attempt that becomes known later does not take them, and one
 * that comes behind them starts no new attempt.
 */
final class AttemptTokens {

  /** Events may name any number of attempts: state and work of a job must not grow with them. */
  static final int MAX_ATTEMPTS = 100;

  /** A report of a minute each is kept for a day of late events. */
  static final int MAX_UNNAMED = 2_000;

  /** The attempt of a job that names none. */
  private static final String UNNAMED = "";

  /** The beginning of the name of an attempt that only a step back reveals; its time follows. */
  private static final String RESET = "reset ";

  /** The name of the counter of all earlier attempts. */
  private static final String EARLIER = "earlier";

  private final Map<String, GrowingCounter> counters = new TreeMap<>();
  private final TreeMap<Long, String> attemptFrom = new TreeMap<>();
  private final TreeMap<Long, Long> unnamed = new TreeMap<>();

  /** Takes an event with a standing or without. */
  void take(TrainingEvent event, Window window) {
    String attempt = attemptOf(event);
    if (isOfEarlierAttempts(attempt, event.eventTime)) {
      return;
    }
    if (attempt != null) {
      name(attempt, event.eventTime);
    }
    if (event.trainedTokens != CheckedFields.UNKNOWN) {
      takeStanding(attempt, event, window);
    }
    foldEarlierAttempts(window);
  }

  private void takeStanding(String attempt, TrainingEvent event, Window window) {
    long time = event.eventTime;
    if (attempt == null && !isBehindAssigned(time)) {
      unnamed.merge(time, event.trainedTokens, Math::max);
      while (unnamed.size() > MAX_UNNAMED) {
        assignBefore(unnamed.higherKey(unnamed.firstKey()), window);
      }
      return;
    }
    String owner =
        attempt == null ? attemptAt(time, attemptFrom, isAnyNamed(attemptFrom)) : attempt;
    report(counters, owner, window.startOf(time), event.trainedTokens);
  }

  /** Reports are assigned early while as many as possible wait, and in the order of their times. */
  private boolean isBehindAssigned(long time) {
    return unnamed.size() >= MAX_UNNAMED && time < unnamed.firstKey();
  }

  private boolean isOfEarlierAttempts(String attempt, long time) {
    return counters.containsKey(EARLIER)
        && !attemptFrom.isEmpty()
        && time < attemptFrom.firstKey()
        && (attempt == null || !isKnown(attempt));
  }

  private boolean isKnown(String attempt) {
    return counters.containsKey(attempt) || attemptFrom.containsValue(attempt);
  }

  /** Forgets the oldest changes of the attempt, then adds up attempts that none of them names. */
  private void foldEarlierAttempts(Window window) {
    while (attemptFrom.size() > MAX_ATTEMPTS) {
      long oldest = attemptFrom.firstKey();
      assignBefore(attemptFrom.higherKey(oldest), window);
      attemptFrom.remove(oldest);
    }
    if (counters.size() <= MAX_ATTEMPTS + 1) {
      return;
    }
    Set<String> kept = new HashSet<>(attemptFrom.values());
    kept.add(EARLIER);
    GrowingCounter earlier = counters.computeIfAbsent(EARLIER, fresh -> new GrowingCounter());
    counters.forEach(
        (attempt, counter) -> {
          if (!kept.contains(attempt)) {
            earlier.addGrowth(counter);
          }
        });
    counters.keySet().retainAll(kept);
  }

  /** The attempt that an event names; null when it names none. */
  static String attemptOf(TrainingEvent event) {
    if (event.attempt != CheckedFields.UNKNOWN) {
      return "attempt " + event.attempt;
    }
    boolean isNamed = JobTimes.readNamed(event.startedAt, event.eventTime) != CheckedFields.UNKNOWN;
    return isNamed ? "start " + event.startedAt : null;
  }

  private void name(String attempt, long time) {
    if (!isAnyNamed(attemptFrom)) {
      nameCurrent(attempt);
    }
    Map.Entry<Long, String> before = attemptFrom.floorEntry(time);
    if (before != null && before.getValue().equals(attempt)) {
      return;
    }
    attemptFrom.put(time, attempt);
    Map.Entry<Long, String> after = attemptFrom.higherEntry(time);
    if (after != null && after.getValue().equals(attempt)) {
      attemptFrom.remove(after.getKey());
    }
  }

  /** Gives the attempt that has had no name so far its name. */
  private void nameCurrent(String attempt) {
    String current = attemptFrom.isEmpty() ? UNNAMED : attemptFrom.lastEntry().getValue();
    GrowingCounter counter = counters.remove(current);
    if (counter != null) {
      counters.put(attempt, counter);
    }
    attemptFrom.replaceAll((time, name) -> name.equals(current) ? attempt : name);
  }

  /** The growth of all attempts together, for each window with a report. */
  Map<Long, Long> increments(Window window) {
    Map<String, GrowingCounter> all = counters;
    if (!unnamed.isEmpty()) {
      all = new TreeMap<>();
      for (Map.Entry<String, GrowingCounter> counter : counters.entrySet()) {
        all.put(counter.getKey(), counter.getValue().copy());
      }
      assign(unnamed, all, new TreeMap<>(attemptFrom), window);
    }
    Map<Long, Long> increments = new TreeMap<>();
    for (GrowingCounter counter : all.values()) {
      counter.increments().forEach((start, more) -> increments.merge(start, more, Sums::add));
    }
    return increments;
  }

  /**
   * Assigns reports before {@code time} to their attempts permanently: no earlier event may come.
   */
  void settleBefore(long time, Window window) {
    assignBefore(time, window);
    foldEarlierAttempts(window);
  }

  /** Keeps one standing of each attempt before {@code time}: no earlier event may come. */
  void foldBefore(long time) {
    counters.values().forEach(counter -> counter.foldBefore(time));
  }

  private void assignBefore(long time, Window window) {
    Map<Long, Long> settled = unnamed.headMap(time);
    assign(settled, counters, attemptFrom, window);
    settled.clear();
  }

  /** Adds standings, in the order of their times, to the counters of their attempts. */
  private static void assign(
      Map<Long, Long> standings,
      Map<String, GrowingCounter> counters,
      NavigableMap<Long, String> attemptFrom,
      Window window) {
    boolean isAnyNamed = isAnyNamed(attemptFrom);
    for (Map.Entry<Long, Long> standing : standings.entrySet()) {
      long time = standing.getKey();
      String attempt = attemptAt(time, attemptFrom, isAnyNamed);
      if (!isAnyNamed && isReset(standing.getValue(), counters.get(attempt))) {
        attempt = RESET + time;
        attemptFrom.put(time, attempt);
      }
      report(counters, attempt, window.startOf(time), standing.getValue());
    }
  }

  private static boolean isReset(long standing, GrowingCounter counter) {
    return counter != null && standing < counter.highest() / 2;
  }

  private static boolean isAnyNamed(Map<Long, String> attemptFrom) {
    return attemptFrom.values().stream().anyMatch(name -> !name.startsWith(RESET));
  }

  private static String attemptAt(
      long time, NavigableMap<Long, String> attemptFrom, boolean isAnyNamed) {
    Map.Entry<Long, String> named = attemptFrom.floorEntry(time);
    if (named == null && isAnyNamed) {
      named = attemptFrom.firstEntry();
    }
    return named == null ? UNNAMED : named.getValue();
  }

  private static void report(
      Map<String, GrowingCounter> counters, String attempt, long window, long standing) {
    counters
        .computeIfAbsent(attempt, fresh -> new GrowingCounter())
        .reportStanding(window, standing);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(counters.size());
    for (Map.Entry<String, GrowingCounter> counter : counters.entrySet()) {
      out.writeUTF(counter.getKey());
      counter.getValue().writeTo(out);
    }
    out.writeInt(attemptFrom.size());
    for (Map.Entry<Long, String> attempt : attemptFrom.entrySet()) {
      out.writeLong(attempt.getKey());
      out.writeUTF(attempt.getValue());
    }
    out.writeInt(unnamed.size());
    for (Map.Entry<Long, Long> standing : unnamed.entrySet()) {
      out.writeLong(standing.getKey());
      out.writeLong(standing.getValue());
    }
  }

  void readFrom(DataInput in) throws IOException {
    clear();
    for (int i = in.readInt(); i > 0; i--) {
      String attempt = in.readUTF();
      GrowingCounter counter = new GrowingCounter();
      counter.readFrom(in);
      counters.put(attempt, counter);
    }
    for (int i = in.readInt(); i > 0; i--) {
      attemptFrom.put(in.readLong(), in.readUTF());
    }
    for (int i = in.readInt(); i > 0; i--) {
      unnamed.put(in.readLong(), in.readLong());
    }
  }

  /** Reads the one counter that earlier builds kept for all attempts. */
  void readCounter(DataInput in) throws IOException {
    clear();
    GrowingCounter counter = new GrowingCounter();
    counter.readFrom(in);
    counters.put(UNNAMED, counter);
  }

  private void clear() {
    counters.clear();
    attemptFrom.clear();
    unnamed.clear();
  }
}
