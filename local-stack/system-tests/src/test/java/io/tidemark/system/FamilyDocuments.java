/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testkit.elasticsearch.ElasticsearchClient;
import io.tidemark.testkit.oracle.FlatDocument;
import io.tidemark.testkit.oracle.ModelCallOracle;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The documents of one family in Elasticsearch, in the shape in which oracles give them. */
final class FamilyDocuments {

  /** Fields that depend on when a document was published, not on its events. */
  private static final Set<String> PUBLICATION =
      Set.of("final", "revision", "late_events", "updated_at");

  private final ElasticsearchClient elasticsearch;
  private final String indices;
  private final Set<String> key;

  /**
   * The documents of a family.
   *
   * @param key fields that no two documents share all values of
   */
  FamilyDocuments(URI elasticsearch, String family, Set<String> key) {
    this.elasticsearch = new ElasticsearchClient(elasticsearch);
    indices = "/tidemark-" + family + "-*";
    this.key = key;
  }

  /** The documents of an hourly family. */
  static FamilyDocuments hourly(URI elasticsearch, String family, Collection<String> dimensions) {
    Set<String> key = new HashSet<>(dimensions);
    key.add("hour");
    return new FamilyDocuments(elasticsearch, family, key);
  }

  /** The hours of model calls. */
  static FamilyDocuments ofCalls(URI elasticsearch) {
    return hourly(elasticsearch, "model-calls-hourly", ModelCallOracle.DIMENSIONS);
  }

  /**
   * Waits until hours and days of model calls are what an oracle gives; what then is not, fails.
   */
  static void assertCalls(URI elasticsearch, ModelCallOracle oracle, String when) {
    FamilyDocuments documents = ofCalls(elasticsearch);
    Map<String, Map<String, Object>> expected = oracle.hours();
    Awaited.assertEqual("hours of model calls, " + when, documents::read, expected);
    DailyDocuments.assertSums(
        elasticsearch,
        "model-calls",
        ModelCallOracle.DIMENSIONS,
        expected.values(),
        UnaryOperator.identity());
  }

  Map<String, Map<String, Object>> read() {
    Map<String, Map<String, Object>> documents = new TreeMap<>();
    try {
      elasticsearch.get(indices + "/_refresh");
      JsonNode answer = elasticsearch.get(indices + "/_search?size=10000");
      for (JsonNode hit : answer.at("/hits/hits")) {
        if (hit.at("/_source/outcome").asText().equals("superseded")) {
          // The same run is in the index of another day.
          continue;
        }
        Map<String, Object> fields = FlatDocument.of(hit.path("_source"));
        fields.keySet().removeAll(PUBLICATION);
        String group = FlatDocument.key(fields, key);
        documents.merge(
            group, fields, (one, other) -> createNote("two documents of one group", group));
      }
    } catch (IOException notNow) {
      // An index that was created a moment ago has no shard to ask yet; callers retry.
      return Map.of("no answer", createNote("reason", String.valueOf(notNow.getMessage())));
    }
    return documents;
  }

  /** In place of a document, of which callers take fields. */
  private static Map<String, Object> createNote(String name, String value) {
    return new TreeMap<>(Map.of(name, value));
  }
}
