/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static io.tidemark.job.ExpectedFigures.HOUR;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Training jobs, their reports as lines, and what must come of them. */
final class TrainingHistory {

  private static final int JOBS = 30;
  private static final List<String> ENDS = List.of("succeeded", "failed", "cancelled");

  final List<String> lines = new ArrayList<>();
  private final ExpectedFigures figures;

  /** Jobs that start within two hours of {@code begin} and report for up to ten. */
  TrainingHistory(long begin, Random random, ExpectedFigures figures) {
    this.figures = figures;
    for (int i = 0; i < JOBS; i++) {
      job("j" + i, begin + random.nextInt((int) (2 * HOUR)), random);
    }
  }

  private void job(String id, long start, Random random) {
    String user = "user-" + random.nextInt(3);
    int reports = 1 + random.nextInt(20);
    long time = start;
    long highest = 0;
    ExpectedFigures.add(hour(start, user), "jobs", 1);
    line(id, "started", time, user, "");
    for (int i = 0; i < reports; i++) {
      time += 1 + random.nextInt(30 * 60_000);
      // Now and then a report steps back, as after a failure of the trainer.
      long tokens = highest + random.nextInt(10_000) - 2_000;
      tokens = Math.max(0, tokens);
      String event = i == reports - 1 ? ENDS.get(random.nextInt(3)) : "progress";
      line(id, event, time, user, ",\"trained_tokens\":" + tokens);
      highest = 2 * tokens + 1 < highest ? 0 : highest;
      ExpectedFigures.add(hour(time, user), "trained_tokens", Math.max(0, tokens - highest));
      highest = Math.max(highest, tokens);
      if (!event.equals("progress")) {
        ExpectedFigures.add(hour(time, user), event, 1);
      }
    }
    for (long from = start; from < time; from = ExpectedFigures.hourOf(from) + HOUR) {
      long to = Math.min(time, ExpectedFigures.hourOf(from) + HOUR);
      ExpectedFigures.add(hour(from, user), "run_time_ms", to - from);
    }
  }

  private Map<String, Object> hour(long time, String user) {
    Map<String, Object> hour =
        figures.at(
            "training-hourly",
            time,
            "tenant_id",
            "acme",
            "user_id",
            user,
            "base_model",
            "llama",
            "method",
            "lora");
    ExpectedFigures.add(hour, "jobs", 0);
    ExpectedFigures.add(hour, "run_time_ms", 0);
    ENDS.forEach(end -> ExpectedFigures.add(hour, end, 0));
    return hour;
  }

  private void line(String job, String event, long time, String user, String more) {
    lines.add(
        """
        {"tenant_id":"acme","job_id":"%s","event":"%s","event_time":%d,"user_id":"%s",\
        "base_model":"llama","method":"lora"%s}"""
            .formatted(job, event, time, user, more));
  }
}
