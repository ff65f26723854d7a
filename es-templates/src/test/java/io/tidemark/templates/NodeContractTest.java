/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.Field;
import io.tidemark.model.index.FieldType;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.templates.AssetResult.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The templates and the installer against a real node, which has no lifecycle management. */
class NodeContractTest {

  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  private static EmbeddedNode node;
  private static RestClient client;
  private static Cluster cluster;
  private static InstallReport first;

  @BeforeAll
  static void installOnAFreshNode(@TempDir Path home) {
    node = EmbeddedNode.start(home);
    client = node.client();
    cluster = new Cluster(client);
    first = new TemplateInstaller(client).install(WAIT);
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    node.close();
  }

  @Test
  void aFreshNodeGetsEverythingThatItCanTake() {
    assertThat(first.lifecycle()).isEqualTo(Lifecycle.ABSENT);
    assertThat(first.assets())
        .hasSameSizeAs(Manifest.load().assets())
        .allSatisfy(
            result ->
                assertThat(result.change())
                    .isEqualTo(
                        result.kind() == AssetKind.POLICY ? Change.SKIPPED : Change.CREATED));
    assertThat(first.complete()).isTrue();
  }

  @Test
  void installingAgainChangesNothing() {
    InstallReport again = new TemplateInstaller(client).install(WAIT);

    assertThat(again.assets())
        .extracting(AssetResult::change)
        .containsOnly(Change.SKIPPED, Change.UNCHANGED);
    assertThat(again.indices()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void anIndexHasTheDocumentedFields(IndexFamily family) {
    String index = family.indexOn(DAY.minusDays(1));
    cluster.put("/" + index, Manifest.JSON.createObjectNode());

    JsonNode mappings = cluster.get("/" + index + "/_mapping").required(index).required("mappings");

    Map<String, String> expected = new TreeMap<>();
    for (Field field : DocumentFields.of(family)) {
      boolean grows = field.name().endsWith(".*");
      expected.put(
          grows ? field.name().substring(0, field.name().length() - 2) : field.name(),
          grows ? "object" : field.type().mappingName());
    }
    assertThat(typesIn(mappings)).isEqualTo(expected);
    assertThat(mappings.at("/_meta/version").asInt()).isEqualTo(first.version());
  }

  @ParameterizedTest
  @CsvSource({
    "MODEL_CALLS_HOURLY, status_codes, 429",
    "MODEL_CALLS_HOURLY, latency_ms.bins, b042",
    "MODEL_CALLS_HOURLY, time_to_first_token_ms.bins, b042",
    "COMFYUI_HOURLY, run_time_ms.bins, b042",
    "COMFYUI_HOURLY, queue_time_ms.bins, b042"
  })
  void aNewCodeOrBinBecomesACounter(IndexFamily family, String object, String name) {
    String index = family.indexOn(DAY);
    ObjectNode document = Manifest.JSON.createObjectNode();
    document.withObject("/" + object.replace('.', '/')).put(name, 7);

    assertThat(index(index, document).status()).isEqualTo(201);

    JsonNode mapped =
        cluster
            .get("/" + index + "/_mapping")
            .at("/" + index + "/mappings/properties/" + object.replace(".", "/properties/"))
            .path("properties")
            .path(name);
    assertThat(mapped.toString()).isEqualTo("{\"type\":\"long\",\"index\":false}");
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void aFieldThatIsNotInTheMappingIsRefused(IndexFamily family) {
    ClusterAnswer answer =
        index(family.indexOn(DAY), Manifest.JSON.createObjectNode().put("surprise", 1));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).contains("[surprise]", "strict");
  }

  @Test
  void aFigureIsNeverBentIntoAnotherType() {
    ClusterAnswer answer =
        index(
            IndexFamily.MODEL_CALLS_HOURLY.indexOn(DAY),
            Manifest.JSON.createObjectNode().put("calls", 1.5));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().toString()).contains("calls");
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void anIdentifierOfTheGreatestLengthIsFoundByItsValue(IndexFamily family) {
    String longest = "\uD83D\uDE80".repeat(512);
    for (Field field : DocumentFields.of(family)) {
      if (field.type() != FieldType.KEYWORD || field.name().equals("session_ids")) {
        continue;
      }
      String index = family.indexOn(DAY.plusDays(1));
      ClusterAnswer answer =
          index(index, Manifest.JSON.createObjectNode().put(field.name(), longest));
      assertThat(answer.status()).as(field.name()).isEqualTo(201);
      assertThat(found(index, field.name(), longest)).as(field.name()).isEqualTo(1);
    }
  }

  @Test
  void aRefusedRecordOfAnyContentIsKept() {
    String text = "\u00e4".repeat(32 * 1024);
    ObjectNode letter =
        Manifest.JSON
            .createObjectNode()
            .put("payload", text)
            .put("message", text)
            .put("tenant_id", text);

    assertThat(index(IndexFamily.DEAD_LETTERS.indexOn(DAY), letter).status()).isEqualTo(201);
  }

  @Test
  void whatACallerSendsAlongNeverKeepsItsRecordOut() {
    String text = "x".repeat(40_000);
    ObjectNode record =
        Manifest.JSON
            .createObjectNode()
            .put("user_agent", text)
            .put("error_type", text)
            .put("client_ip", "not an address");
    record.putObject("tags").put("team", text).put("a.b", "c");

    assertThat(index(IndexFamily.MODEL_CALLS_RECORDS.indexOn(DAY), record).status()).isEqualTo(201);
  }

  @Test
  void tagsAreFoundByKeyAndDoNotGrowTheMapping() {
    String index = IndexFamily.MODEL_CALLS_RECORDS.indexOn(DAY.plusDays(2));
    ObjectNode record = Manifest.JSON.createObjectNode();
    record.putObject("tags").put("team", "red");

    assertThat(index(index, record).status()).isEqualTo(201);

    assertThat(found(index, "tags.team", "red")).isEqualTo(1);
    assertThat(
            cluster
                .get("/" + index + "/_mapping")
                .at("/" + index + "/mappings/properties/tags")
                .has("properties"))
        .isFalse();
  }

  private static ClusterAnswer index(String index, JsonNode document) {
    return cluster.ask("POST", "/" + index + "/_doc?refresh=true", document);
  }

  private static int found(String index, String field, String value) {
    ObjectNode query = Manifest.JSON.createObjectNode();
    query.withObject("/query/term").put(field, value);
    ClusterAnswer answer = cluster.ask("POST", "/" + index + "/_count", query);
    assertThat(answer.ok()).as(answer.body().toString()).isTrue();
    return answer.body().required("count").asInt();
  }

  private static Map<String, String> typesIn(JsonNode mappings) {
    Map<String, String> types = new TreeMap<>();
    collect("", mappings.required("properties"), types);
    return types;
  }

  private static void collect(String prefix, JsonNode properties, Map<String, String> types) {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      JsonNode mapping = property.getValue();
      if (mapping.has("properties")) {
        collect(prefix + property.getKey() + ".", mapping.get("properties"), types);
      } else {
        types.put(prefix + property.getKey(), mapping.path("type").asText("object"));
      }
    }
  }
}
