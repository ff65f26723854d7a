/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.api.workload.FilterField;
import io.tidemark.api.workload.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Random hourly documents of each workload, the same in every run. */
public final class UsageHours {

  public static final String TENANT = "every-pipeline";
  private static final String STRANGERS = "no-pipeline";

  private static final long SEED = 20260308L;
  private static final int MANY = 400;

  /** A change of clocks, a day within the week, and the days up to now. */
  private static final List<Instant> DAYS =
      List.of(
          Instant.parse("2026-03-07T00:00:00Z"),
          Instant.parse("2026-03-08T00:00:00Z"),
          Instant.parse("2026-03-11T00:00:00Z"),
          Instant.parse("2026-03-12T00:00:00Z"));

  private static final Instant END = Instant.parse("2026-03-12T11:00:00Z");

  private static final long[] MILLIS = {0, 7, 16, 95, 512, 1_100, 2_048, 5_900, 61_000, 899_000};

  private static final Map<Workload, List<UsageHour>> MADE = new HashMap<>();

  private UsageHours() {}

  /**
   * The documents of {@code workload} of {@link #TENANT}, indexed once, together with those of
   * other tenants.
   */
  public static synchronized List<UsageHour> indexed(LiveApi api, Workload workload) {
    return MADE.computeIfAbsent(workload, made -> index(api, made));
  }

  private static List<UsageHour> index(LiveApi api, Workload workload) {
    Random random = new Random(SEED);
    List<UsageHour> own = make(random, workload, TENANT);
    api.index(own.stream().map(UsageHour::document).toList());
    api.index(make(random, workload, STRANGERS).stream().map(UsageHour::document).toList());
    return own;
  }

  private static List<UsageHour> make(Random random, Workload workload, String tenant) {
    List<UsageHour> hours = new ArrayList<>();
    while (hours.size() < MANY) {
      Instant hour = DAYS.get(random.nextInt(DAYS.size())).plusSeconds(3600L * random.nextInt(24));
      if (hour.isBefore(END)) {
        hours.add(one(random, workload, tenant, hour));
      }
    }
    return List.copyOf(hours);
  }

  private static UsageHour one(Random random, Workload workload, String tenant, Instant hour) {
    Map<String, String> dimensions = new TreeMap<>();
    for (String dimension : workload.dimensions()) {
      List<String> values = values(workload, dimension);
      // Now and then a dimension is unknown.
      if (random.nextInt(8) > 0) {
        dimensions.put(dimension, values.get(random.nextInt(values.size())));
      }
    }
    dimensions.put("tenant_id", tenant);
    if (workload.schema().idLists().contains("session_ids") && random.nextInt(3) > 0) {
      dimensions.put("session_ids", "session-" + random.nextInt(40));
    }
    Map<String, Long> counts = new TreeMap<>();
    for (String count : PlainMetrics.counts(workload)) {
      if (PlainMetrics.ALWAYS_KNOWN.contains(count) || random.nextInt(3) > 0) {
        counts.put(count, (long) random.nextInt(1_000));
      }
    }
    Map<String, List<Long>> durations = new TreeMap<>();
    for (String duration : PlainMetrics.durations(workload)) {
      durations.put(duration, some(random));
    }
    return new UsageHour(workload, hour, dimensions, counts, durations);
  }

  /** Values of a dimension, names that look like something else included. */
  public static List<String> values(Workload workload, String dimension) {
    return workload.filters().stream()
        .filter(filter -> filter.name().equals(dimension) && !filter.allowed().isEmpty())
        .map(FilterField::allowed)
        .findFirst()
        .orElseGet(
            () ->
                List.of(
                    dimension + "-1",
                    dimension + " two",
                    "三",
                    "*",
                    "a,b",
                    "{\"term\":{}}",
                    "=1+1"));
  }

  private static List<Long> some(Random random) {
    return LongStream.range(0, random.nextInt(6))
        .map(i -> MILLIS[random.nextInt(MILLIS.length)])
        .boxed()
        .toList();
  }
}
