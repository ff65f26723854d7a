/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Under what circumstances figures were taken. */
public final class Circumstances {

  private final Optional<ProcessorTime> start = ProcessorTime.now();

  /** Begin before the first run. */
  public Circumstances() {}

  /**
   * Some sentences for the page.
   *
   * @param command that takes the figures again
   */
  public String describe(String command) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "Taken with `%s` on %s: %d cores, %d GiB, JDK %s, %s.%s",
        command,
        LocalDate.now(ZoneOffset.UTC),
        system.getAvailableProcessors(),
        system.getTotalMemorySize() >> 30,
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        start.map(Circumstances::describeOthers).orElse(""));
  }

  private static String describeOthers(ProcessorTime start) {
    return " " + ProcessorTime.now().orElseThrow().othersSince(start);
  }
}
