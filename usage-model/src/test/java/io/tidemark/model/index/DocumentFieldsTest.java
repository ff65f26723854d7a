/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.Field.Search;
import io.tidemark.model.schema.FieldType;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DocumentFieldsTest {

  @Test
  void everySchemaHasAnHourlyFamilyWithItsDimensionsFirst() {
    for (WorkloadSchema schema : WorkloadSchemas.listAll()) {
      HourlyFamily family = HourlyFamily.ofSchema(schema);

      assertThat(family.dimensions()).isEqualTo(schema.dimensionNames());
      assertThat(DocumentFields.of(family.index()))
          .filteredOn(field -> field.role() == Field.Role.DIMENSION)
          .extracting(Field::name)
          .isEqualTo(schema.dimensionNames());
    }
  }

  @Test
  void everyFamilyHasFields() {
    for (IndexFamily family : IndexFamily.values()) {
      assertThat(DocumentFields.of(family)).as(family.id()).isNotEmpty();
    }
  }

  @Test
  void aDurationIsStoredAsItsPartsAndBins() {
    assertThat(names(IndexFamily.COMFYUI_HOURLY))
        .containsSubsequence(
            "runs_without_duration",
            "run_time_ms.count",
            "run_time_ms.sum",
            "run_time_ms.min",
            "run_time_ms.max",
            "run_time_ms.bins.*",
            "run_time_ms.bin_counts");
  }

  @Test
  void aMeasureIsStoredUnderItsEarlierName() {
    assertThat(names(IndexFamily.CODING_AGENTS_HOURLY))
        .contains("sessions", "session_ids", "active_seconds", "active_ms")
        .doesNotContain("session_starts");
  }

  @Test
  void recordsHoldTheValuesThatEventsReport() {
    assertThat(names(IndexFamily.MODEL_CALLS_RECORDS))
        .containsSubsequence("error_type", "input_tokens", "reasoning_tokens", "latency_ms")
        .doesNotContain("calls", "succeeded");
  }

  @Test
  void textThatSendersChooseFreelyIsFoundWhileItIsShort() {
    assertThat(DocumentFields.of(IndexFamily.MODEL_CALLS_RECORDS))
        .contains(
            Field.detail("user_agent", FieldType.KEYWORD).searched(Search.SHORT_VALUES),
            Field.detail("request_id", FieldType.KEYWORD),
            Field.count("total_tokens").searched(Search.EVERY_VALUE),
            Field.count("input_tokens"));
  }

  private static List<String> names(IndexFamily family) {
    return DocumentFields.of(family).stream().map(Field::name).toList();
  }
}
