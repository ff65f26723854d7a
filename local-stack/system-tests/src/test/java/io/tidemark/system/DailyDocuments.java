/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import io.tidemark.testkit.oracle.DayTable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The daily documents of a workload, held against the hours that an oracle gives. */
final class DailyDocuments {

  /** After this long a day is final. */
  private static final Duration FINAL_AFTER = Duration.ofMinutes(10);

  /** Hours since the last day ended: events of the last six hours lie in two days. */
  private static final int HOURS_OF_TODAY = 3;

  /** The day zone of the stack. */
  @SuppressWarnings("TimeInStaticInitializer") // The same one for all of a run.
  static final ZoneId ZONE = createZone(LocalTime.now(ZoneOffset.UTC).getHour());

  private DailyDocuments() {}

  private static ZoneId createZone(int utcHour) {
    int offset = Math.floorMod(HOURS_OF_TODAY - utcHour + 12, 24) - 12;
    // The names of these zones have the sign of POSIX: Etc/GMT-8 is ahead of UTC.
    return ZoneId.of("Etc/GMT" + (offset > 0 ? "-" : "+") + Math.abs(offset));
  }

  /**
   * Waits until the days that are over are the sums of their hours; what then is not, fails.
   *
   * @param hours hourly documents of an oracle
   * @param saying leaves out documents that say that nothing happened
   */
  static void assertSums(
      URI elasticsearch,
      String workload,
      Collection<String> dimensions,
      Collection<Map<String, Object>> hours,
      UnaryOperator<Map<String, Map<String, Object>>> saying) {
    Set<String> key = new HashSet<>(dimensions);
    key.add("day");
    FamilyDocuments documents = new FamilyDocuments(elasticsearch, workload + "-daily", key);
    Instant before = Instant.now().minus(FINAL_AFTER);
    Map<String, Map<String, Object>> expected =
        saying.apply(over(DayTable.ofHours(ZONE, dimensions, hours), before));
    Awaited.assertEqual(
        "days of " + workload, () -> saying.apply(over(documents.read(), before)), expected);
  }

  /** Days that ended before a moment. */
  private static Map<String, Map<String, Object>> over(
      Map<String, Map<String, Object>> days, Instant moment) {
    Map<String, Map<String, Object>> over = new TreeMap<>(days);
    over.values()
        .removeIf(
            day ->
                day.get("day") instanceof String start
                    && Instant.parse(start)
                        .plus(Duration.ofMinutes((Long) day.get("window_minutes")))
                        .isAfter(moment));
    return over;
  }
}
