/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.model.comfyui.ComfyuiRecord;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("node")
class RecordTotalsTest {

  private static final String TENANT = "moved-tenant";

  private final LiveApi api = LiveApi.shared();

  /** The record of a run that ended on another day than it seemed to. */
  @Test
  void leaveOutWhatARunHasLeftBehind() {
    api.index(
        List.of(
            createRecord("2026-03-12T09:00:00Z", "succeeded"),
            createRecord("2026-03-11T23:00:00Z", ComfyuiRecord.SUPERSEDED)));

    JsonNode answer =
        api.get(
                api.tokens().superAdmin(TENANT, "root"),
                "/api/v1/comfyui/records",
                "totals",
                "true")
            .json();

    assertThat(answer.path("records").size()).isEqualTo(2);
    assertThat(answer.at("/totals/records").asInt()).isEqualTo(1);
    assertThat(answer.at("/totals/sums/queue_time_ms").asLong()).isEqualTo(1_500);
  }

  private static IndexedDocument createRecord(String time, String outcome) {
    return new IndexedDocument(
        IndexFamily.COMFYUI_RECORDS.indexAt(Instant.parse(time).toEpochMilli()),
        "moved",
        JsonMapper.shared()
            .createObjectNode()
            .put("event_time", time)
            .put("tenant_id", TENANT)
            .put("task_id", "moved")
            .put("outcome", outcome)
            .put("queue_time_ms", 1_500));
  }
}
