/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.LeftOutOfBuilds;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class WholeJobTest {

  /** They differ from others in settings alone, and take processes of their own. */
  private static final Set<String> LEFT_OUT = Set.of("J1", "J5", "J12");

  private static List<JobRow> listRows() {
    if (System.getProperty(LeftOutOfBuilds.ROWS, "").equals("all")) {
      return WholeJobRow.ALL;
    }
    return WholeJobRow.ALL.stream().filter(row -> !LEFT_OUT.contains(row.name())).toList();
  }

  /** The arena itself compares every hourly figure of every job with those expected. */
  @Test
  void everyRowIsTakenFromOneTopic(@TempDir Path work) throws Exception {
    List<String> sections = new ArrayList<>();
    List<Exception> failures = new ArrayList<>();
    SharedTopic.Results results =
        new SharedTopic.Results() {
          @Override
          public void taken(Section section) {
            sections.add(section.text());
          }

          @Override
          public void failed(JobRow row, Exception failure) {
            failures.add(failure);
          }
        };

    List<JobRow> rows = listRows();
    SharedTopic.measure(rows, Scale.TINY, work, results);

    assertThat(failures).isEmpty();
    assertThat(sections).hasSameSizeAs(rows);
    assertThat(sections)
        .anySatisfy(text -> assertThat(text).contains("## J1s", "| Tidemark |", "| Flink SQL |"))
        .anySatisfy(text -> assertThat(text).contains("## J2", "| plain DataStream |", "Ratio"))
        .anySatisfy(text -> assertThat(text).contains("## J3", "| Kafka Streams |", "Ratio"))
        .anySatisfy(text -> assertThat(text).contains("## J6", "20,000 ids are held", "Ratio"));
  }

  @LeftOutOfBuilds
  @Test
  void concurrencyRowRuns(@TempDir Path work) throws Exception {
    assertThat(ConcurrencyRow.FULL.measure(Scale.TINY, work).text())
        .contains("## J10", "| Tidemark |", "| Flink SQL |", "Ratio", "a second and core")
        .contains("The last record was fetched after");
  }
}
