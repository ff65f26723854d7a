/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import io.tidemark.stack.sample.SamplePlan;
import io.tidemark.testkit.events.EventLines;
import io.tidemark.testkit.oracle.Event;
import io.tidemark.testkit.oracle.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Events of ComfyUI runs, training jobs and coding agents of the last hours: samples, and the cases
 * that samples do not have, in any order, some of them twice.
 */
final class FollowedInput {

  /** A run that takes longer is abandoned there. */
  static final Duration MAX_TASK = Duration.ofHours(3);

  private static final Duration RANGE = Duration.ofHours(6);

  /** One of the tenants of the sample part. */
  static final String TENANT = "runs-a";

  private final Instant now;
  private final Random random;
  private final long seed;

  FollowedInput(Instant now, long seed) {
    this.now = now;
    this.seed = seed;
    random = new Random(seed);
  }

  List<String> runs() {
    List<String> steps = new ArrayList<>(sample("comfyui", 0.1));
    steps.removeAll(dueSoon(steps));
    oddRuns(steps);
    return EventLines.disturbed(steps, random);
  }

  List<String> jobs() {
    List<String> events = new ArrayList<>(sample("training", 0.05));
    job(events, "odd", "steps-back", 200, "started", null);
    job(events, "odd", "steps-back", 150, "progress", 5_000L);
    job(events, "odd", "steps-back", 140, "progress", 3_000L);
    job(events, "odd", "steps-back", 30, "failed", 9_000L);
    job(events, "odd", "no-tokens", 100, "started", null);
    job(events, "odd", "no-tokens", 35, "cancelled", null);
    // The sample may have no job of this tenant, whose cards then show no tokens.
    job(events, TENANT, "certain", 160, "started", null);
    job(events, TENANT, "certain", 80, "succeeded", 7_000L);
    return EventLines.disturbed(events, random);
  }

  List<String> measurements() {
    return EventLines.disturbed(sample("coding-agents", 0.1), random);
  }

  private List<String> sample(String kind, double rate) {
    SamplePlan plan = new SamplePlan(now.minus(RANGE), now, rate, seed, List.of(TENANT, "runs-b"));
    return EventLines.sample(kind, plan);
  }

  /**
   * Steps of runs that would be abandoned about now. Whether they are, while their end is not sent,
   * depends on how far event time is.
   */
  private Set<String> dueSoon(List<String> steps) {
    Map<String, Run> runs = new HashMap<>();
    for (String step : steps) {
      Event event = Event.parse(step);
      runs.computeIfAbsent(event.text("task_id"), id -> new Run(MAX_TASK.toMillis())).add(event);
    }
    long from = now.minus(MAX_TASK).minusSeconds(900).toEpochMilli();
    long to = now.minus(MAX_TASK).plusSeconds(3_600).toEpochMilli();
    Set<String> due = new HashSet<>();
    for (String step : steps) {
      Long started = runs.get(Event.parse(step).text("task_id")).started();
      if (started != null && started > from && started < to) {
        due.add(step);
      }
    }
    return due;
  }

  private void oddRuns(List<String> steps) {
    // Over four hours; only the submission says whose it is.
    step(steps, "long", 320, "submitted", "\"user_id\":\"ada\",\"workflow_id\":\"wf-a\"");
    step(steps, "long", 310, "started", "");
    step(steps, "long", 140, "succeeded", "\"workflow_name\":\"A\"");
    step(steps, "too-long", 350, "started", "\"user_id\":\"ada\",\"workflow_id\":\"wf-a\"");
    step(steps, "too-long", 120, "succeeded", "");
    step(steps, "abandoned", 270, "started", "\"user_id\":\"bob\"");
    step(steps, "no-start", 180, "failed", "\"error_type\":\"Oom\",\"error_message\":\"full\"");
    step(steps, "backwards", 115, "started", "");
    step(steps, "backwards", 125, "succeeded", "");
    step(
        steps,
        "told-later",
        90,
        "cancelled",
        "\"submitted_at\":\"%s\",\"started_at\":\"%s\",\"finished_at\":\"%s\",\"source\":\"web\""
            .formatted(ago(160), ago(155), ago(95)));
    step(steps, "no-length", 100, "started", "\"user_id\":\"ada\"");
    step(steps, "no-length", 100, "succeeded", "\"context\":{\"device\":\"gpu-1\",\"steps\":20}");
    step(steps, "first", 240, "started", "\"api_key_id\":\"k\"");
    step(steps, "first", 230, "succeeded", "\"api_key_id\":\"k\"");
    step(steps, "next", 230, "started", "\"api_key_id\":\"k\"");
    step(steps, "next", 220, "succeeded", "\"api_key_id\":\"k\"");
    // In every hour that is final; it may take longer than the tests do.
    step(steps, "open", 125, "started", "\"user_id\":\"eve\",\"workflow_id\":\"wf-a\"");
    step(steps, "running", 40, "started", "\"user_id\":\"eve\",\"source\":\"web\"");
    step(steps, "waiting", 30, "submitted", "");
  }

  private void step(List<String> steps, String task, int minutesAgo, String event, String more) {
    steps.add(
        "{\"tenant_id\":\"odd\",\"task_id\":\"%s\",\"event\":\"%s\",\"event_time\":\"%s\"%s}"
            .formatted(task, event, ago(minutesAgo), more.isEmpty() ? "" : "," + more));
  }

  private void job(
      List<String> events, String tenant, String job, int minutesAgo, String event, Long tokens) {
    events.add(
        "{\"tenant_id\":\"%s\",\"job_id\":\"%s\",\"event\":\"%s\",\"event_time\":\"%s\",%s\"method\":\"lora\"}"
            .formatted(
                tenant,
                job,
                event,
                ago(minutesAgo),
                tokens == null ? "" : "\"trained_tokens\":" + tokens + ","));
  }

  private Instant ago(int minutes) {
    return Instant.ofEpochMilli(now.toEpochMilli()).minusSeconds(60L * minutes);
  }
}
