/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.index.Keep;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ExpiredIndicesTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-03-12");

  @Test
  void onlyDaysBeforeTheFirstThatIsKeptAndOnlyOfKnownFamilies() {
    List<String> names =
        List.of(
            "tidemark-model-calls-hourly-2026.02.10",
            "tidemark-model-calls-hourly-2026.02.11",
            "tidemark-comfyui-records-2025.12.31",
            "tidemark-my-own-2025.12.31",
            "tidemark-model-calls-hourly-2026.02.10-copy",
            "tidemark-model-calls-hourly-2026.13.40",
            "tidemark-model-calls-daily-2025.01",
            "tidemark-model-calls-daily-2025.02",
            "tidemark-model-calls-daily-2025.01.31",
            "tidemark-dead-letters-2026.02.10",
            "tidemark-",
            "2025.12.31");

    assertThat(among(names, new Keep(30, 400, 90, 31)))
        .containsExactly(
            "tidemark-model-calls-daily-2025.01", "tidemark-model-calls-hourly-2026.02.10");
    assertThat(among(names, Keep.DEFAULT))
        .containsExactly(
            "tidemark-comfyui-records-2025.12.31",
            "tidemark-dead-letters-2026.02.10",
            "tidemark-model-calls-daily-2025.01",
            "tidemark-model-calls-hourly-2026.02.10");
  }

  @Test
  void countsTheAgeOfRestoredIndicesFromTheRestore() {
    String hours = "tidemark-model-calls-hourly-2025.12.01";
    String records = "tidemark-comfyui-records-2025.12.01";
    String days = "tidemark-model-calls-daily-2024.06";
    List<String> names = List.of(hours, records, days);
    Keep keep = new Keep(30, 400, 90, 30);

    // Hours are kept for 30 days, records for 90 and months of days for 431, each with the first.
    assertThat(among(names, keep, LocalDate.parse("2026-02-11"))).isEmpty();
    assertThat(among(names, keep, LocalDate.parse("2026-02-10"))).containsExactly(hours);
    assertThat(among(names, keep, LocalDate.parse("2025-12-12"))).containsExactly(records, hours);
    assertThat(among(names, keep, LocalDate.parse("2025-01-06"))).containsExactly(records, hours);
    assertThat(among(names, keep, LocalDate.parse("2025-01-05")))
        .containsExactly(records, days, hours);
  }

  private static List<String> among(List<String> names, Keep keep) {
    return ExpiredIndices.findExpired(names, Map.of(), keep, TODAY);
  }

  private static List<String> among(List<String> names, Keep keep, LocalDate restored) {
    return ExpiredIndices.findExpired(
        names,
        names.stream().collect(Collectors.toMap(name -> name, name -> restored)),
        keep,
        TODAY);
  }
}
