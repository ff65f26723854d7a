/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time of the virtual machine's own threads, compiler and garbage collector among them,
 * which Java does not tell. Linux only; elsewhere there are none. A compiler's thread that the
 * machine ends when it is idle takes its time along.
 */
final class NativeThreads {

  private static final Path TASKS = Path.of("/proc/self/task");
  private static final long NANOS_PER_TICK = 10_000_000;
  // Counted from behind the name, which may hold blanks.
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private NativeThreads() {}

  /** Nanoseconds since {@code start} by name; only of the virtual machine's own threads. */
  static Map<String, Long> since(Map<String, Long> start) {
    Map<String, Long> times = now();
    start.forEach((name, time) -> times.merge(name, -time, (now, then) -> Math.max(0, now + then)));
    times.values().removeIf(time -> time < 0);
    return times;
  }

  /** Nanoseconds by name, threads of one name together. */
  static Map<String, Long> now() {
    Map<String, Long> times = new TreeMap<>();
    if (!Files.isDirectory(TASKS)) {
      return times;
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        add(task, times);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return times;
  }

  private static void add(Path task, Map<String, Long> times) {
    String stat;
    try {
      stat = Files.readString(task.resolve("stat"), UTF_8);
    } catch (IOException e) {
      return; // It has ended.
    }
    int behindName = stat.lastIndexOf(')');
    String name = stat.substring(stat.indexOf('(') + 1, behindName).replaceAll("#?[0-9]+$", "");
    if (name.matches("(C1|C2|GC|G1|VM) .*")) {
      String[] fields = stat.substring(behindName + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
      times.merge(name, ticks * NANOS_PER_TICK, Long::sum);
    }
  }
}
