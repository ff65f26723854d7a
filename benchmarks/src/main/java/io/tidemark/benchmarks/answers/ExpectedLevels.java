/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.answers;

import io.tidemark.benchmarks.input.InputSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many runs of each tenant were going at once, hour by hour: a walk over all starts and ends,
 * by other code than any job's.
 */
public final class ExpectedLevels implements Expected {

  private static final long HOUR = 3_600_000;

  /** The change of each tenant's level by millisecond. */
  private final Map<String, TreeMap<Long, Integer>> tenants = new TreeMap<>();

  private final int hours;

  public ExpectedLevels(int hours) {
    this.hours = hours;
  }

  /** Adds a run, from its start until just before its end. */
  public void run(String tenant, long start, long end) {
    TreeMap<Long, Integer> changes = tenants.computeIfAbsent(tenant, key -> new TreeMap<>());
    changes.merge(start, 1, Integer::sum);
    changes.merge(end, -1, Integer::sum);
  }

  /** Every tenant's hours. */
  @Override
  public long counted() {
    return (long) tenants.size() * hours;
  }

  /** One {@link LevelLine} a tenant and hour. */
  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    tenants.forEach(
        (tenant, changes) -> {
          long level = 0;
          for (int hour = 0; hour < hours; hour++) {
            long start = InputSize.START + hour * HOUR;
            Map<Long, Integer> within = changes.subMap(start, start + HOUR);
            lines.add(formatLine(tenant, start, level, within));
            level += within.values().stream().mapToInt(Integer::intValue).sum();
          }
        });
    return lines;
  }

  private static String formatLine(
      String tenant, long start, long before, Map<Long, Integer> changes) {
    long level = before;
    long from = start;
    long max = 0;
    long min = Long.MAX_VALUE;
    long running = 0;
    for (Map.Entry<Long, Integer> change : changes.entrySet()) {
      if (change.getKey() > from) {
        max = Math.max(max, level);
        min = Math.min(min, level);
        running += level * (change.getKey() - from);
      }
      level += change.getValue();
      from = change.getKey();
    }
    max = Math.max(max, level);
    min = Math.min(min, level);
    running += level * (start + HOUR - from);
    return LevelLine.of(
        start, tenant, new LevelLine.Levels(max, min, (double) running / HOUR, running));
  }
}
