/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Metrics by adding up documents one by one. */
public record BruteForce(List<CallHour> hours) {

  public BruteForce only(Predicate<CallHour> predicate) {
    return new BruteForce(hours.stream().filter(predicate).toList());
  }

  public BruteForce tenant(String tenant) {
    return only(hour -> tenant.equals(hour.dimension("tenant_id")));
  }

  public BruteForce between(Instant from, Instant to) {
    return only(hour -> !hour.hour().isBefore(from) && hour.hour().isBefore(to));
  }

  /** The sum; null when no document has it. */
  public Long sum(String count) {
    List<Long> known =
        hours.stream().map(hour -> hour.counts().get(count)).filter(Objects::nonNull).toList();
    return known.isEmpty() ? null : known.stream().mapToLong(Long::longValue).sum();
  }

  public long distinct(String dimension) {
    return hours.stream()
        .map(hour -> hour.dimension(dimension))
        .filter(Objects::nonNull)
        .distinct()
        .count();
  }

  /** The exact percentile; NaN when there is nothing. */
  public double percentile(Function<CallHour, List<Long>> durations, double share) {
    long[] all = all(durations);
    return all.length == 0 ? Double.NaN : all[(int) Math.max(0, Math.ceil(share * all.length) - 1)];
  }

  public long[] all(Function<CallHour, List<Long>> durations) {
    return hours.stream()
        .flatMap(hour -> durations.apply(hour).stream())
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }

  public Stream<String> values(String dimension) {
    return hours.stream()
        .map(hour -> hour.dimension(dimension))
        .filter(Objects::nonNull)
        .distinct();
  }
}
