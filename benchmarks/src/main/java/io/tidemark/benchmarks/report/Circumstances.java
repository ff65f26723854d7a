/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Under what circumstances figures were taken. */
public final class Circumstances {

  private final double loadBefore = load();

  /** Begin before the first run. */
  public Circumstances() {}

  /**
   * One sentence for the page.
   *
   * @param command that takes the figures again
   */
  public String describe(String command) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "Taken with `%s` on %s: %d cores, %d GiB, JDK %s, %s. Load average of the machine %.1f"
            + " before and %.1f after%s.",
        command,
        LocalDate.now(ZoneOffset.UTC),
        system.getAvailableProcessors(),
        system.getTotalMemorySize() >> 30,
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        loadBefore,
        load(),
        loadBefore > system.getAvailableProcessors()
            ? ": other work took most of the processor, so the ratio of processor time is the one"
                + " to trust"
            : "");
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
