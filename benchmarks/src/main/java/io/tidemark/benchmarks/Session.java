/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import io.tidemark.benchmarks.report.Page;
import io.tidemark.benchmarks.report.Progress;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.wholejob.JobRow;
import io.tidemark.benchmarks.wholejob.SharedTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes rows one after the other, continues after one that fails, and says so at the end. */
final class Session {

  private static final int PLACES_SHOWN = 8;

  private final Scale scale;
  private final Path work;
  private final Page page;
  private final List<String> failed = new ArrayList<>();

  Session(Scale scale, Path work, Page page) {
    this.scale = scale;
    this.work = work;
    this.page = page;
  }

  /** Takes all of them; false when one has failed. */
  boolean take(List<Row> rows) {
    Map<Scale, List<JobRow>> jobs = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row instanceof JobRow job) {
        jobs.computeIfAbsent(job.scaleOf(scale), taken -> new ArrayList<>()).add(job);
      }
    }
    jobs.values().removeIf(alone -> alone.size() < 2);
    jobs.forEach((taken, together) -> runTimed("whole jobs", () -> runTogether(together, taken)));
    for (Row row : rows) {
      if (jobs.values().stream().noneMatch(together -> together.contains(row))) {
        runTimed(row.name(), () -> page.replace(row.measure(scale, work.resolve(row.name()))));
      }
    }
    Progress.say(failed.isEmpty() ? "All rows are taken." : "Failed: " + String.join(", ", failed));
    return failed.isEmpty();
  }

  private void runTogether(List<JobRow> rows, Scale taken) throws Exception {
    SharedTopic.measure(
        rows,
        taken,
        work.resolve("jobs"),
        new SharedTopic.Results() {
          @Override
          public void taken(Section section) throws IOException {
            page.replace(section);
          }

          @Override
          public void failed(JobRow row, Exception failure) {
            fail(row.name(), failure);
          }
        });
  }

  private interface Action {
    void run() throws Exception;
  }

  private void runTimed(String name, Action action) {
    long start = System.nanoTime();
    try {
      action.run();
    } catch (Exception e) {
      fail(name, e);
    }
    Progress.say(name + " took " + (System.nanoTime() - start) / 1_000_000_000 + " s");
  }

  private void fail(String name, Exception failure) {
    failed.add(name);
    Progress.say(name + " has failed");
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Progress.say(cause + at(cause));
    }
  }

  private static String at(Throwable cause) {
    StringBuilder places = new StringBuilder();
    Arrays.stream(cause.getStackTrace())
        .limit(PLACES_SHOWN)
        .forEach(place -> places.append("\n    at ").append(place));
    return places.toString();
  }
}
