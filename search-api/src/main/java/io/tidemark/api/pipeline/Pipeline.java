/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.pipeline;

import io.tidemark.api.measure.ActiveDaysMetric;
import io.tidemark.api.measure.CountMetric;
import io.tidemark.api.measure.DistinctMetric;
import io.tidemark.api.measure.DurationMetric;
import io.tidemark.api.measure.DurationMetric.Part;
import io.tidemark.api.measure.Metric;
import io.tidemark.api.measure.RatioMetric;
import io.tidemark.api.measure.SecondsMetric;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked of each pipeline's hourly documents. */
// Its lists are unmodifiable; the checker believes only types that say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum Pipeline {
  MODEL_CALLS(
      "model-calls",
      IndexFamily.MODEL_CALLS_HOURLY,
      List.of(
          FilterField.text("user_id", "alice"),
          FilterField.text("api_key_id", "key-7"),
          FilterField.text("project_id", "search"),
          FilterField.choice("model_source", "preset", "custom"),
          FilterField.text("model", "gpt-4o"),
          FilterField.text("endpoint", "/v1/chat/completions"),
          FilterField.text("operation", "chat"),
          FilterField.text("provider", "openai"),
          FilterField.text("client", "claude-code")),
      withoutTenant(DocumentFields.MODEL_CALL_DIMENSIONS),
      modelCallMetrics()),
  COMFYUI(
      "comfyui",
      IndexFamily.COMFYUI_HOURLY,
      List.of(
          FilterField.text("user_id", "alice"),
          FilterField.text("api_key_id", "key-7"),
          FilterField.text("workflow_id", "wf-12"),
          FilterField.choice("source", "web", "api")),
      withoutTenant(DocumentFields.COMFYUI_DIMENSIONS),
      comfyuiMetrics()),
  TRAINING(
      "training",
      IndexFamily.TRAINING_HOURLY,
      List.of(
          FilterField.text("user_id", "alice"),
          FilterField.text("base_model", "qwen2.5-7b"),
          FilterField.text("method", "lora")),
      List.of("user_id", "base_model", "method"),
      trainingMetrics()),
  CODING_AGENTS(
      "coding-agents",
      IndexFamily.CODING_AGENTS_HOURLY,
      List.of(FilterField.text("user_id", "alice"), FilterField.text("agent", "claude-code")),
      List.of("user_id", "agent"),
      codingAgentMetrics());

  private final String id;
  private final IndexFamily hourly;
  private final List<FilterField> filters;
  private final List<String> dimensions;
  private final List<Metric> metrics;

  Pipeline(
      String id,
      IndexFamily hourly,
      List<FilterField> filters,
      List<String> dimensions,
      List<Metric> metrics) {
    this.id = id;
    this.hourly = hourly;
    this.filters = filters;
    this.dimensions = dimensions;
    this.metrics = metrics;
  }

  /** As in paths, in the job's options, and in progress documents. */
  public String id() {
    return id;
  }

  /** The family of its hourly documents. */
  public IndexFamily hourly() {
    return hourly;
  }

  /** What its documents may be filtered by. */
  public List<FilterField> filters() {
    return filters;
  }

  /** What its figures may be grouped by. */
  public List<String> dimensions() {
    return dimensions;
  }

  /** What its figures are divided by when nothing is said. */
  public String defaultGroup() {
    return switch (this) {
      case MODEL_CALLS -> "model";
      case COMFYUI -> "workflow_id";
      case TRAINING -> "base_model";
      case CODING_AGENTS -> "agent";
    };
  }

  /** The dimension that says how people call the values of {@code dimension}, if there is one. */
  public Optional<String> labelOf(String dimension) {
    return this == COMFYUI && dimension.equals("workflow_id")
        ? Optional.of("workflow_name")
        : Optional.empty();
  }

  /** Its figures. The first counts what the pipeline is about: calls, runs, jobs, measurements. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** The durations among its figures. */
  public List<String> durations() {
    return metrics.stream()
        .filter(DurationMetric.class::isInstance)
        .map(metric -> ((DurationMetric) metric).field())
        .distinct()
        .toList();
  }

  /** The figure by which groups rank when the asked figure does not add up. */
  public CountMetric mainCount() {
    return (CountMetric) metrics.get(0);
  }

  /** The figure of that name. */
  public Metric metric(String name) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No figure of " + id + ": " + name));
  }

  private static List<String> withoutTenant(List<String> dimensions) {
    return dimensions.stream().filter(name -> !name.equals("tenant_id")).toList();
  }

  private static List<Metric> modelCallMetrics() {
    List<Metric> metrics =
        counts(
            List.of(
                "calls",
                "succeeded",
                "failed",
                "blocked",
                "calls_without_usage",
                "fallback_calls"));
    metrics.addAll(
        maybeUnknown(
            List.of(
                "inconsistent_calls",
                "input_tokens",
                "output_tokens",
                "total_tokens",
                "cache_read_tokens",
                "cache_write_tokens",
                "reasoning_tokens")));
    metrics.add(new DistinctMetric("models", "model"));
    metrics.add(new DistinctMetric("users", "user_id"));
    metrics.add(ratio("error_rate", "failed", "calls", false));
    metrics.add(ratio("cache_hit_ratio", "cache_read_tokens", "input_tokens", true));
    metrics.addAll(durations("latency_ms", "time_to_first_token_ms"));
    return List.copyOf(metrics);
  }

  private static List<Metric> comfyuiMetrics() {
    List<Metric> metrics =
        counts(
            List.of(
                "executions",
                "succeeded",
                "failed",
                "cancelled",
                "abandoned",
                "runs_without_duration"));
    metrics.add(new CountMetric("run_time_total_ms", "run_time_ms.sum", true));
    metrics.add(new DistinctMetric("workflows", "workflow_id"));
    metrics.add(new DistinctMetric("users", "user_id"));
    metrics.add(ratio("success_rate", "succeeded", "executions", false));
    metrics.addAll(durations("run_time_ms", "queue_time_ms"));
    return List.copyOf(metrics);
  }

  private static List<Metric> trainingMetrics() {
    List<Metric> metrics = counts(List.of("jobs", "succeeded", "failed", "cancelled"));
    metrics.addAll(maybeUnknown(List.of("trained_tokens", "run_time_ms")));
    metrics.add(new DistinctMetric("base_models", "base_model"));
    metrics.add(new DistinctMetric("users", "user_id"));
    return List.copyOf(metrics);
  }

  private static List<Metric> codingAgentMetrics() {
    List<Metric> metrics = counts(List.of("measurements"));
    metrics.addAll(
        maybeUnknown(
            List.of(
                "commits",
                "pull_requests",
                "lines_added",
                "lines_removed",
                "tokens",
                "input_tokens",
                "output_tokens",
                "cache_read_tokens",
                "cache_write_tokens",
                "cost_micros")));
    metrics.add(new DistinctMetric("sessions", "session_ids", true));
    metrics.add(new CountMetric("session_starts", "sessions", true));
    metrics.add(new SecondsMetric("active_seconds", "active_ms"));
    metrics.add(new DistinctMetric("users", "user_id"));
    metrics.add(new ActiveDaysMetric("active_days"));
    return List.copyOf(metrics);
  }

  private static List<Metric> counts(List<String> names) {
    return names.stream()
        .<Metric>map(name -> new CountMetric(name, false))
        .collect(ArrayList::new, List::add, List::addAll);
  }

  private static List<Metric> maybeUnknown(List<String> names) {
    return names.stream().<Metric>map(name -> new CountMetric(name, true)).toList();
  }

  private static Metric ratio(String name, String part, String whole, boolean mayBeUnknown) {
    return new RatioMetric(
        name, new CountMetric(part, mayBeUnknown), new CountMetric(whole, mayBeUnknown));
  }

  private static List<Metric> durations(String... fields) {
    return Stream.of(fields)
        .flatMap(
            field -> Stream.of(Part.values()).<Metric>map(part -> new DurationMetric(field, part)))
        .toList();
  }
}
