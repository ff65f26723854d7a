/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

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
        ProcessorTicks.in(task).ifPresent(ticks -> add(ticks, times));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return times;
  }

  private static void add(ProcessorTicks ticks, Map<String, Long> times) {
    String name = ticks.name().replaceAll("#?[0-9]+$", "");
    if (name.matches("(C1|C2|GC|G1|VM) .*")) {
      times.merge(name, ticks.own() * NANOS_PER_TICK, Long::sum);
    }
  }
}
