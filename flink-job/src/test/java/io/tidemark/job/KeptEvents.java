/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Events of two hours in two parts, sent before and after a savepoint. The second part says some of
 * the first again. They never change: files of state were made of them.
 */
final class KeptEvents {

  static final TopicLines FIRST =
      new TopicLines(calls(0, 400), starts(), trained(1_000, "progress"), measurements(0, 50));

  static final TopicLines SECOND =
      new TopicLines(
          calls(300, 600),
          join(starts(), ends()),
          join(trained(1_000, "progress"), trained(2_500, "progress"), trained(2_500, "succeeded")),
          measurements(40, 80));

  static final TopicLines BOTH =
      new TopicLines(
          join(FIRST.calls(), SECOND.calls()),
          join(FIRST.steps(), SECOND.steps()),
          join(FIRST.trainings(), SECOND.trainings()),
          join(FIRST.measurements(), SECOND.measurements()));

  private static final int TASKS = 20;

  private KeptEvents() {}

  private static List<String> calls(int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(
          """
          {"request_id":"r%d","event_time":%d,"tenant_id":"acme","model":"gpt-%d","user_id":"user-%d",\
          "status_code":%d,"input_tokens":%d,"output_tokens":7,"latency_ms":%d}"""
              .formatted(i, after(i * 11), i % 2, i % 5, i % 9 == 0 ? 500 : 200, i, 100 + i));
    }
    return lines;
  }

  private static List<String> starts() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      lines.add(step(i, "submitted", 60 * i));
      lines.add(step(i, "started", 60 * i + 30));
    }
    return lines;
  }

  private static List<String> ends() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      lines.add(step(i, i % 4 == 0 ? "failed" : "succeeded", 240 * i + 1_200));
    }
    return lines;
  }

  private static String step(int task, String event, int second) {
    return """
    {"task_id":"t%d","event":"%s","event_time":%d,"tenant_id":"acme","user_id":"user-%d",\
    "workflow_id":"w%d","workflow_name":"Portraits %d","source":"web"}"""
        .formatted(task, event, after(second), task % 3, task % 2, task % 2);
  }

  private static List<String> trained(int tokens, String event) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lines.add(
          """
          {"job_id":"j%d","event":"%s","event_time":%d,"tenant_id":"acme","user_id":"alice",\
          "base_model":"llama","method":"lora","trained_tokens":%d,"started_at":%d}"""
              .formatted(i, event, after(tokens + i), tokens + i, after(60)));
    }
    return lines;
  }

  private static List<String> measurements(int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(
          """
          {"measurement_id":"m%d","event_time":%d,"tenant_id":"acme","user_id":"user-%d",\
          "agent":"claude-code","session_id":"s%d","metric":"lines_added","value":%d}"""
              .formatted(i, after(i * 60), i % 4, i % 7, i));
    }
    return lines;
  }

  private static long after(int seconds) {
    return Instant.parse("2026-11-22T10:00:00Z").plus(Duration.ofSeconds(seconds)).toEpochMilli();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The lists are read only.
  private static List<String> join(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }
}
