/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.index.Keep;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ExpiredIndicesTest {

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

    assertThat(
            ExpiredIndices.among(names, new Keep(30, 400, 90, 31), LocalDate.parse("2026-03-12")))
        .containsExactly(
            "tidemark-model-calls-daily-2025.01", "tidemark-model-calls-hourly-2026.02.10");
    assertThat(ExpiredIndices.among(names, Keep.DEFAULT, LocalDate.parse("2026-03-12")))
        .containsExactly(
            "tidemark-comfyui-records-2025.12.31",
            "tidemark-dead-letters-2026.02.10",
            "tidemark-model-calls-daily-2025.01",
            "tidemark-model-calls-hourly-2026.02.10");
  }
}
