/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.api.workload.Workload;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Every metric by its name, computed from all documents one by one, in no clever way. */
public record PlainMetrics(List<UsageHour> hours) {

  /** Counters that every document has: nothing is 0, not unknown. */
  static final Set<String> ALWAYS_KNOWN =
      SchemaMetrics.withAlwaysKnown(
          "calls",
          "succeeded",
          "failed",
          "blocked",
          "calls_without_usage",
          "fallback_calls",
          "executions",
          "cancelled",
          "abandoned",
          "runs_without_duration",
          "jobs",
          "measurements");

  private static final Map<String, String> DISTINCT =
      SchemaMetrics.withDistinct(
          Map.of(
              "users", "user_id",
              "models", "model",
              "workflows", "workflow_id",
              "base_models", "base_model",
              "sessions", "session_ids"));

  private static final Map<String, List<String>> RATIOS =
      SchemaMetrics.withRatios(
          Map.of(
              "error_rate", List.of("failed", "calls"),
              "cache_hit_ratio", List.of("cache_read_tokens", "input_tokens"),
              "success_rate", List.of("succeeded", "executions")));

  /** The counters of documents of {@code workload}. */
  static List<String> counts(Workload workload) {
    return switch (workload.id()) {
      case "model-calls" -> List.of();
      case "comfyui" ->
          List.of(
              "executions",
              "succeeded",
              "failed",
              "cancelled",
              "abandoned",
              "runs_without_duration");
      case "training" ->
          List.of("jobs", "succeeded", "failed", "cancelled", "trained_tokens", "run_time_ms");
      case "coding-agents" ->
          List.of(
              "measurements",
              "sessions",
              "commits",
              "pull_requests",
              "lines_added",
              "lines_removed",
              "tokens",
              "input_tokens",
              "output_tokens",
              "cache_read_tokens",
              "cache_write_tokens",
              "active_seconds",
              "cost_micros");
      default -> SchemaMetrics.counts(workload);
    };
  }

  /** The durations of documents of {@code workload}. */
  static List<String> durations(Workload workload) {
    return workload == Workload.COMFYUI
        ? List.of("run_time_ms", "queue_time_ms")
        : SchemaMetrics.durations(workload);
  }

  public PlainMetrics only(Predicate<UsageHour> predicate) {
    return new PlainMetrics(hours.stream().filter(predicate).toList());
  }

  public PlainMetrics between(Instant from, Instant to) {
    return only(hour -> !hour.hour().isBefore(from) && hour.hour().isBefore(to));
  }

  public List<String> values(String dimension) {
    return distinct(hour -> hour.dimension(dimension));
  }

  /** The metric of that name; null when no document knows it. */
  public Number metric(String name) {
    if (DISTINCT.containsKey(name)) {
      long distinct = values(DISTINCT.get(name)).size();
      return distinct == 0 && name.equals("sessions") ? null : Long.valueOf(distinct);
    }
    if (name.equals("session_starts")) {
      return sum("sessions");
    }
    if (RATIOS.containsKey(name)) {
      List<String> terms = RATIOS.get(name);
      String whole = terms.get(1);
      // Image jobs have no calls: their error rate is a share of the jobs.
      if (hours.stream().noneMatch(hour -> hour.counts().containsKey(whole))) {
        return ratio(sum(terms.get(0)), sum("jobs"));
      }
      return ratio(sum(terms.get(0)), sum(whole));
    }
    if (name.equals("active_days")) {
      return (long) distinct(hour -> LocalDate.ofInstant(hour.hour(), ZoneOffset.UTC)).size();
    }
    if (name.equals("run_time_total_ms")) {
      long[] all = all("run_time_ms");
      return all.length == 0 ? null : Long.valueOf(java.util.Arrays.stream(all).sum());
    }
    int dot = name.indexOf('.');
    return dot < 0 ? sum(name) : duration(all(name.substring(0, dot)), name.substring(dot + 1));
  }

  /** The metric of a final time without documents among others that have these. */
  public Long metricOfNothing(String name) {
    if (DISTINCT.containsKey(name) || name.equals("active_days")) {
      return 0L;
    }
    boolean addsUp = name.indexOf('.') < 0 && !RATIOS.containsKey(name);
    boolean known = addsUp && !hours.isEmpty() && metric(name) != null;
    return known || ALWAYS_KNOWN.contains(name) ? Long.valueOf(0) : null;
  }

  private <T> List<T> distinct(Function<UsageHour, T> of) {
    return hours.stream().map(of).filter(Objects::nonNull).distinct().toList();
  }

  private static Double ratio(Long part, Long whole) {
    return part == null || whole == null || whole == 0 ? null : (double) part / whole;
  }

  private Long sum(String count) {
    List<Long> known =
        hours.stream().map(hour -> hour.counts().get(count)).filter(Objects::nonNull).toList();
    if (known.isEmpty() && !ALWAYS_KNOWN.contains(count)) {
      return null;
    }
    return known.stream().mapToLong(Long::longValue).sum();
  }

  private long[] all(String duration) {
    return hours.stream()
        .flatMap(hour -> hour.durations().getOrDefault(duration, List.of()).stream())
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }

  private static Number duration(long[] sorted, String part) {
    if (sorted.length == 0) {
      return null;
    }
    return switch (part) {
      case "mean" -> java.util.Arrays.stream(sorted).average().orElseThrow();
      case "max" -> sorted[sorted.length - 1];
      default -> {
        double share = Integer.parseInt(part.substring(1)) / 100.0;
        yield (double) sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
      }
    };
  }
}
