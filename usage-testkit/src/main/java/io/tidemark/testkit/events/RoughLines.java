/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import io.tidemark.testkit.oracle.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Events that samples do not have: runs of more than a day or without some of their steps, counts
 * that step back. All of one tenant, in any order, every tenth twice.
 */
public final class RoughLines {

  private static final int RUNS = 150;
  private static final int JOBS = 30;
  private static final int MEASUREMENTS = 400;
  private static final int IMAGE_JOBS = 300;
  private static final int HOUR = (int) Event.HOUR;
  private static final List<String> ENDS = List.of("succeeded", "failed", "cancelled");
  private static final List<String> METRICS =
      List.of("lines_added", "lines_removed", "input_tokens", "output_tokens");

  private final long begin;
  private final Random random;

  /** Lines about what starts within two hours of {@code begin}. */
  public RoughLines(long begin, Random random) {
    this.begin = begin;
    this.random = random;
  }

  /** Steps of runs, some of which take more than a day; some steps are missing. */
  public List<String> steps() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      String run =
          """
          {"tenant_id":"acme","task_id":"t%d","user_id":"user-%d","workflow_id":"w%d","event":"%%s","event_time":%%d}"""
              .formatted(i, random.nextInt(4), random.nextInt(3));
      long start = begin + random.nextInt(2 * HOUR);
      long end = start + random.nextInt(random.nextInt(8) == 0 ? 26 * HOUR : 900_000);
      if (random.nextInt(6) > 0) {
        lines.add(run.formatted("submitted", start - random.nextInt(60_000)));
      }
      if (random.nextInt(10) > 0) {
        lines.add(run.formatted("started", start));
      }
      if (random.nextInt(10) > 0) {
        lines.add(run.formatted(ENDS.get(random.nextInt(3)), end));
      }
    }
    return EventLines.disturbed(lines, random);
  }

  /** Reports of jobs over up to ten hours; now and then a count steps back. */
  public List<String> reports() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      String job =
          """
          {"tenant_id":"acme","job_id":"j%d","user_id":"user-%d","base_model":"llama","method":"lora",\
          "event":"%%s","event_time":%%d%%s}"""
              .formatted(i, random.nextInt(3));
      long time = begin + random.nextInt(2 * HOUR);
      lines.add(job.formatted("started", time, ""));
      long highest = 0;
      int reports = 1 + random.nextInt(20);
      for (int report = 1; report <= reports; report++) {
        time += 1 + random.nextInt(HOUR / 2);
        long tokens = Math.max(0, highest + random.nextInt(10_000) - 2_000);
        highest = Math.max(highest, tokens);
        String event = report == reports ? ENDS.get(random.nextInt(3)) : "progress";
        lines.add(job.formatted(event, time, ",\"trained_tokens\":" + tokens));
      }
    }
    return EventLines.disturbed(lines, random);
  }

  /** Image jobs over five hours; some lack their status or what they produced. */
  public List<String> imageJobs() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < IMAGE_JOBS; i++) {
      String status =
          random.nextInt(5) == 0
              ? ""
              : ",\"status\":\"%s\"".formatted(ENDS.get(random.nextInt(ENDS.size())));
      String output =
          random.nextInt(4) == 0
              ? ""
              : ",\"images\":%d,\"steps\":%d,\"run_time_ms\":%d"
                  .formatted(random.nextInt(5), random.nextInt(40), random.nextInt(60_000));
      lines.add(
          """
          {"tenant_id":"acme","job_id":"i%d","event_time":%d,"user_id":"user-%d","model":"sdxl"%s%s}"""
              .formatted(i, begin + random.nextInt(5 * HOUR), random.nextInt(3), status, output));
    }
    return EventLines.disturbed(lines, random);
  }

  /** Measurements of coding agents over five hours. */
  public List<String> measurements() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < MEASUREMENTS; i++) {
      lines.add(
          """
          {"tenant_id":"acme","measurement_id":"m%d","event_time":%d,"user_id":"user-%d","agent":"%s",\
          "session_id":"s%d","metric":"%s","value":%d}"""
              .formatted(
                  i,
                  begin + random.nextInt(5 * HOUR),
                  random.nextInt(3),
                  random.nextBoolean() ? "claude-code" : "gemini-cli",
                  random.nextInt(6),
                  METRICS.get(random.nextInt(METRICS.size())),
                  random.nextInt(500)));
    }
    return EventLines.disturbed(lines, random);
  }
}
