/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import static java.util.stream.Collectors.joining;

import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes several {@link JobRow}s together: one topic, and each side once a turn for all rows. */
public final class SharedTopic {

  /** Takes what each row gave. */
  public interface Results {

    void taken(Section section) throws IOException;

    void failed(JobRow row, Exception failure);
  }

  private SharedTopic() {}

  /** Measures all rows. */
  public static void measure(List<JobRow> rows, Scale scale, Path work, Results results)
      throws Exception {
    Circumstances circumstances = new Circumstances();
    String names = rows.stream().map(JobRow::name).collect(joining(" "));
    try (Arena arena = Arena.open(scale, work)) {
      Map<JobRow, List<Side>> sides = new LinkedHashMap<>();
      for (JobRow row : rows) {
        try {
          sides.put(row, row.sides(arena));
        } catch (Exception e) {
          results.failed(row, e);
        }
      }
      Set<Side> all = new LinkedHashSet<>();
      sides.values().forEach(all::addAll);
      JobRuns runs = arena.inTurns(new ArrayList<>(all), scale.runs());
      for (JobRow row : sides.keySet()) {
        try {
          results.taken(
              row.section(arena, runs.of(sides.get(row)))
                  .say(circumstances.describe("benchmarks/run " + names + scale.options()))
                  .say(arena.describe()));
        } catch (Exception e) {
          results.failed(row, e);
        }
      }
    }
  }
}
