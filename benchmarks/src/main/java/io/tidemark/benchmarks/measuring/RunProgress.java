/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the run of this process is, and its answers. Static, because the sinks that tell it are
 * made by Flink from their serialized form.
 */
public final class RunProgress {

  private static final List<AtomicLong> COUNTERS = new CopyOnWriteArrayList<>();
  private static final Queue<String> ANSWERS = new ConcurrentLinkedQueue<>();

  private RunProgress() {}

  /** A counter of calls that are done with; of one thread, which need not hurry others. */
  public static AtomicLong counter() {
    AtomicLong counter = new AtomicLong();
    COUNTERS.add(counter);
    return counter;
  }

  /** Keeps one final hourly figure, as text that the job's kind is known to write. */
  public static void answer(String text) {
    ANSWERS.add(text);
  }

  static long calls() {
    return COUNTERS.stream().mapToLong(AtomicLong::get).sum();
  }

  static List<String> answers() {
    return List.copyOf(ANSWERS);
  }

  static void reset() {
    COUNTERS.clear();
    ANSWERS.clear();
  }
}
