/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.model.index.PermanentIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The marks of price changes, over a real Elasticsearch node. */
@Tag("node")
class PriceChangesTest {

  private static final String LIST =
      """
      {"list": "contract", "currency": "CNY", "default": true, "prices": [
        {"id": "old", "match": {"model": "m"}, "valid_from": "2026-01-01T00:00:00Z",
         "valid_to": "2026-03-10T00:00:00Z", "per_million": {"input": "1"}},
        {"id": "new", "match": {"model": "m"}, "valid_from": "2026-03-10T00:00:00Z",
         "per_million": {"input": "2"}},
        {"id": "later", "match": {"model": "n"}, "valid_from": "2026-05-01T00:00:00Z",
         "per_million": {"input": "2"}}]}
      """;

  private final LiveApi api = LiveApi.shared();
  private final String tenant = "price-changes-" + System.nanoTime();

  @Test
  void listsChangesOfPricesInTheRangeAndRevisions() {
    SettingSample.store(
        api, "price-list", tenant, "contract", LIST, Instant.parse("2026-03-11T08:00:00Z"));

    assertThat(changes("range", "7d"))
        .containsExactly(
            "2026-03-11T08:00:00Z revision contract 1 []",
            "2026-03-10T00:00:00Z price contract null [\"old\",\"new\"]");
    assertThat(changes("range", "1d")).isEmpty();
    // Lists are kept without an end, other than the usage that they price.
    assertThat(changes("from", "2025-12-31T00:00:00Z"))
        .hasSize(3)
        .last()
        .isEqualTo("2026-01-01T00:00:00Z price contract null [\"old\"]");
    assertThat(changes("range", "7d", "limit", "1")).hasSize(1);
  }

  /** Bodies of many revisions are larger than an answer can be. */
  @Test
  void listsRevisionsOfLargeLists() {
    SettingSample.store(
        api, "price-list", tenant, "contract", LIST, Instant.parse("2026-03-11T08:00:00Z"));
    api.index(IntStream.rangeClosed(2, 11).mapToObj(this::createLargeChange).toList());

    assertThat(changes("range", "7d"))
        .filteredOn(change -> change.contains(" revision "))
        .hasSize(11)
        .first()
        .isEqualTo("2026-03-11T09:00:11Z revision contract 11 []");
  }

  private IndexedDocument createLargeChange(int revision) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("kind", "price-list").put("tenant_id", tenant).put("id", "contract");
    source.put("revision", revision).put("action", "updated").put("changed_by", "root");
    source.put("changed_at", "2026-03-11T09:00:%02dZ".formatted(revision));
    ArrayNode numbers = source.putObject("after").putArray("numbers");
    IntStream.range(0, 300_000).forEach(i -> numbers.add(0));
    return new IndexedDocument(PermanentIndex.CHANGES.indexName(), tenant + '-' + revision, source);
  }

  @Test
  void hasNoChangesWithoutPrices() {
    assertThat(changes("range", "7d")).isEmpty();
  }

  private List<String> changes(String... parameters) {
    api.bean(PriceSource.class).refresh();
    Answer answer =
        api.get(api.tokens().member(tenant, "alice"), "/api/v1/costs/price-changes", parameters);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<String> found = new ArrayList<>();
    for (JsonNode change : answer.json().path("changes")) {
      found.add(
          change.path("time").asString()
              + ' '
              + change.path("kind").asString()
              + ' '
              + change.path("price_list").asString()
              + ' '
              + change.path("revision")
              + ' '
              + change.path("prices"));
    }
    return found;
  }
}
