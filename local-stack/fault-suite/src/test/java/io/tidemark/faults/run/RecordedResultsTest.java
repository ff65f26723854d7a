/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stack.StackException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecordedResultsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
  private static final String PAGE =
      """
      # Reliability

      <!-- Written by bin/tidemark faults --record -->
      <!-- End of the table -->

      What follows stays.
      """;

  private final RecordedResults recorded = new RecordedResults(List.of("first", "second"));

  @Test
  void listsTheNewestRunOfEachFaultInTheOrderOfTheCatalogue() {
    String page =
        recorded.mergeResults(PAGE, List.of(result("second", 10), result("second", 5)), 7, DAY);
    page = recorded.mergeResults(page, List.of(result("first", 20)), 8, DAY);
    page = recorded.mergeResults(page, List.of(result("second", 30)), 9, DAY.plusDays(1));

    List<String> rows = page.lines().filter(line -> line.startsWith("| ")).skip(2).toList();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).matches("\\| first +\\| +1 .* 20 .*\\| 8 \\| 2026-11-25 \\|");
    assertThat(rows.get(1)).matches("\\| second +\\| +1 .* 30 .*\\| 9 \\| 2026-11-26 \\|");
    assertThat(page).startsWith("# Reliability\n").endsWith("\nWhat follows stays.\n");
  }

  @Test
  void roundsOfOneRunAreOneRow() {
    String page =
        recorded.mergeResults(PAGE, List.of(result("second", 10), result("second", 5)), 7, DAY);

    assertThat(page).containsPattern("second +\\| +2 \\| +2 \\| +15 \\|");
  }

  @Test
  void aPageWithoutTheTableIsRefused() {
    assertThatThrownBy(() -> recorded.mergeResults("# Reliability", List.of(), 7, DAY))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("--record");
  }

  private static RoundResult result(String fault, long events) {
    return new RoundResult(fault, events, events, 0, 0, 0, List.of(1.5), List.of(), List.of());
  }
}
