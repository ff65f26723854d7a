/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the run of this process is, and its answers. Static, because the sinks that tell it are
 * made by Flink from their serialized form.
 */
public final class RunProgress {

  private static final List<AtomicLong> COUNTERS = new CopyOnWriteArrayList<>();
  private static final List<AtomicLong> DOCUMENTS = new CopyOnWriteArrayList<>();
  private static final Queue<String> ANSWERS = new ConcurrentLinkedQueue<>();
  private static final Map<String, String> LATEST = new ConcurrentHashMap<>();

  private RunProgress() {}

  /** Starts the clock, when it does not run: for what reads no topic. */
  public static void begins() {
    Stopwatch.noteRecords();
  }

  /** A counter of calls that are done with; of one thread, which need not hurry others. */
  public static AtomicLong counter() {
    AtomicLong counter = new AtomicLong();
    COUNTERS.add(counter);
    return counter;
  }

  /** A counter of final documents that are written. */
  public static AtomicLong documentCounter() {
    AtomicLong counter = new AtomicLong();
    DOCUMENTS.add(counter);
    return counter;
  }

  /** Keeps one final hourly figure, as text that the job's kind is known to write. */
  public static void answer(String text) {
    ANSWERS.add(text);
  }

  /** Keeps it in the place of an earlier one with the same id. */
  public static void answer(String id, String text) {
    LATEST.put(id, text);
  }

  static long calls() {
    return COUNTERS.stream().mapToLong(AtomicLong::get).sum();
  }

  static long documents() {
    return DOCUMENTS.stream().mapToLong(AtomicLong::get).sum();
  }

  static List<String> answers() {
    List<String> answers = new ArrayList<>(ANSWERS);
    answers.addAll(LATEST.values());
    return answers;
  }

  static void reset() {
    COUNTERS.clear();
    DOCUMENTS.clear();
    ANSWERS.clear();
    LATEST.clear();
  }
}
