/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.benchmarks.measuring.ProcessorTicks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose the processors were until now, in ticks: all time there was, what anybody used, what a
 * hypervisor kept for other machines, and what this process and those it started used. A load
 * average cannot tell the measured work from other work. Linux only.
 */
record ProcessorTime(long all, long used, long stolen, long own) {

  private static final Path MACHINE = Path.of("/proc/stat");
  private static final int IDLE = 4;
  private static final int WAITING = 5;
  private static final int STOLEN = 8;

  /** The processor time until now; empty where the system does not report it. */
  static Optional<ProcessorTime> now() {
    if (!Files.isReadable(MACHINE)) {
      return Optional.empty();
    }
    String[] times = firstLine(MACHINE).split(" +", -1);
    long all = 0;
    for (int i = 1; i <= STOLEN; i++) {
      all += Long.parseLong(times[i]);
    }
    long stolen = Long.parseLong(times[STOLEN]);
    long unused = Long.parseLong(times[IDLE]) + Long.parseLong(times[WAITING]);
    long own = of(ProcessHandle.current());
    own += ProcessHandle.current().descendants().mapToLong(ProcessorTime::of).sum();
    return Optional.of(new ProcessorTime(all, all - unused - stolen, stolen, own));
  }

  /** Words for what others took since {@code start}. */
  String othersSince(ProcessorTime start) {
    double time = Math.max(1, all - start.all);
    double others = Math.max(0, used - start.used - (own - start.own)) / time;
    return String.format(
        Locale.ROOT,
        "Other processes took %.0f %% of the processors' time meanwhile, other machines %.0f %%.",
        100 * others,
        100 * (stolen - start.stolen) / time);
  }

  /** 0 of one that has ended: its time is among that of its parent's children. */
  private static long of(ProcessHandle process) {
    return ProcessorTicks.in(Path.of("/proc", Long.toString(process.pid())))
        .map(ticks -> ticks.own() + ticks.ofChildren())
        .orElse(0L);
  }

  private static String firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file, UTF_8)) {
      return lines.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
