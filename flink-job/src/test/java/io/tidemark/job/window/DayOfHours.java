/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.testkit.oracle.DayTable;
import io.tidemark.testkit.oracle.FlatDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the daily documents of a workload with the sums of its hourly ones. */
public final class DayOfHours {

  private DayOfHours() {}

  /**
   * Requires that days are the sums of their hours, and that there are any.
   *
   * @param documents by index and id
   */
  public static void requireSums(WorkloadSchema schema, Map<String, JsonNode> documents) {
    List<Map<String, Object>> hours = new ArrayList<>();
    Map<String, Map<String, Object>> days = new TreeMap<>();
    documents.forEach(
        (id, document) -> {
          Map<String, Object> flat = FlatDocument.of(document);
          if (id.startsWith("tidemark-" + schema.id() + "-hourly-")) {
            hours.add(flat);
          } else if (id.startsWith("tidemark-" + schema.id() + "-daily-")) {
            assertThat(flat.remove("final")).as(id).isEqualTo("true");
            days.put(DayTable.key(flat, schema.dimensionNames()), flat);
          }
        });

    assertThat(days)
        .isNotEmpty()
        .isEqualTo(DayTable.ofHours(FoldedHours.DAY_ZONE.zone(), schema.dimensionNames(), hours));
  }
}
