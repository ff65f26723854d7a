/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class StatusReaderTest {

  @Test
  void readsEventCountsByPipeline() {
    JsonNode answer =
        JsonMapper.builder()
            .build()
            .readTree(
                """
                {"aggregations":{"pipelines":{"buckets":[
                 {"key":"model-calls","doc_count":3,"counted":{"value":120.0},
                  "duplicates":{"value":7.0},"conflicting_duplicates":{"value":2.0}}]}}}
                """);

    assertThat(StatusReader.readEvents(answer))
        .containsOnlyKeys("model-calls")
        .containsEntry("model-calls", new Status.EventCounts(120L, 7L, 2L));
  }

  @Test
  void noDocumentsAreNoPipelines() {
    assertThat(StatusReader.readEvents(JsonMapper.builder().build().readTree("{}"))).isEmpty();
  }
}
