/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Processor time by thread, to see which part of a job works and which waits. */
final class ThreadTimes {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ThreadTimes() {}

  /** Nanoseconds by thread id. */
  static Map<Long, Long> now() {
    Map<Long, Long> times = new HashMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      times.put(id, THREADS.getThreadCpuTime(id));
    }
    return times;
  }

  /** Nanoseconds since {@code start} by name, threads of one name together. */
  static Map<String, Long> since(Map<Long, Long> start) {
    Map<String, Long> times = new TreeMap<>();
    now()
        .forEach(
            (id, time) -> {
              ThreadInfo thread = THREADS.getThreadInfo(id);
              if (thread != null) {
                long spent = time - start.getOrDefault(id, 0L);
                times.merge(withoutNumbers(thread.getThreadName()), spent, Long::sum);
              }
            });
    return times;
  }

  private static String withoutNumbers(String name) {
    return name.replaceAll("\\(\\d+/\\d+\\)#\\d+", "").replaceAll("\\d+", "*").strip();
  }
}
