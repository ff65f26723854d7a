/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of a booked month whose second part of lines cannot be read. */
@Tag("node")
class IncompleteFileTest {

  private static final int LINES = StatementStore.PART + 1;

  private final LiveApi api = LiveApi.shared();

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson", "focus"})
  void saysThatAPartIsMissing(String format) {
    String tenant = "statements-missing-" + format;
    StatementSample.bookUsers(api, tenant, LINES);
    assertThat(read(tenant, format)).hasSize(format.equals("ndjson") ? LINES : LINES + 1);

    String part = "/tidemark-statements/_doc/" + findSecondPart(tenant).path("_id").asString();
    api.elasticsearch("DELETE", part + "?refresh=true", "");

    requireIncomplete(tenant, format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson", "focus"})
  void saysThatAPartIsDamaged(String format) {
    String tenant = "statements-damaged-" + format;
    StatementSample.bookUsers(api, tenant, LINES);

    JsonNode part = findSecondPart(tenant);
    api.elasticsearch(
        "PUT",
        "/tidemark-statements/_doc/" + part.path("_id").asString() + "?refresh=true",
        part.path("_source").toString().replace("\"unit_price\":\"2\"", "\"unit_price\":\"?\""));

    requireIncomplete(tenant, format);
  }

  private void requireIncomplete(String tenant, String format) {
    List<String> lines = read(tenant, format);
    String last = lines.get(lines.size() - 1);
    assertThat(last).isEqualTo(format.equals("ndjson") ? "{\"incomplete\":true}" : "#incomplete");
    assertThat(lines).hasSize(format.equals("ndjson") ? LINES : LINES + 1);
  }

  private List<String> read(String tenant, String format) {
    Answer answer =
        api.get(
            api.tokens().superAdmin(tenant, "root"),
            "/api/v1/statements/2026-02/lines",
            "format",
            format);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text().lines().toList();
  }

  private JsonNode findSecondPart(String tenant) {
    String find =
        "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"tenant_id\":\"%s\"}},{\"term\":{\"entry\":\"lines\"}}]}}}";
    JsonNode hits =
        JsonMapper.shared()
            .readTree(
                api.elasticsearch("POST", "/tidemark-statements/_search", find.formatted(tenant)))
            .path("hits")
            .path("hits");
    for (JsonNode hit : hits) {
      if (hit.path("_source").path("part").asInt() == 1) {
        return hit;
      }
    }
    throw new AssertionError(hits.toString());
  }
}
