/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.histogram.LatencyBins;
import io.tidemark.model.histogram.TokenBins;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.PermanentIndex;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import io.tidemark.templates.kibana.KibanaFile;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The templates, and documents under them, on a real node. */
@Tag("node")
class NodeMappingTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  /** Keywords that are counted, never looked up. */
  private static final Pattern COUNTED_ALONE = Pattern.compile("session_ids|bin_counts$");

  private static WatchedNode node;
  private static Cluster cluster;

  @BeforeAll
  static void install() {
    node = WatchedNode.emptied();
    cluster = new Cluster(node.client());
    new TemplateInstaller(node.client()).installTemplates(Duration.ofSeconds(30));
  }

  @AfterEach
  void nothingThatWeSendIsDeprecated() {
    assertThat(node.warnings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void anIndexHasTheComposedMapping(IndexFamily family) {
    String index = family.indexOn(DAY.minusMonths(1));
    cluster.putJson("/" + index, Manifest.JSON.createObjectNode());

    JsonNode mappings = cluster.getJson("/" + index + "/_mapping").at("/" + index + "/mappings");

    Map<String, String> composed =
        new ComposedMapping(Manifest.loadManifest(), IndexFamily.PREFIX + family.id()).fields();
    if (composed.remove("status_codes.*") != null) {
      composed.put("status_codes", "object");
    }
    assertThat(typesIn(mappings)).isEqualTo(composed);
    assertThat(mappings.path("dynamic").asText()).isEqualTo("strict");
  }

  @Test
  void aNewStatusCodeBecomesACounter() {
    String index = IndexFamily.MODEL_CALLS_HOURLY.indexOn(DAY);
    ObjectNode document = Manifest.JSON.createObjectNode();
    document.withObject("/status_codes").put("429", 7);

    assertThat(index(index, document).status()).isEqualTo(201);

    assertThat(
            cluster
                .getJson("/" + index + "/_mapping")
                .at("/" + index + "/mappings/properties/status_codes/properties/429")
                .toString())
        .isEqualTo("{\"type\":\"long\",\"index\":false}");
  }

  @Test
  void everyStatusCodeAndEveryBinFitsIntoOneIndex() {
    String index = IndexFamily.MODEL_CALLS_HOURLY.indexOn(DAY.plusDays(3));
    ObjectNode document = Manifest.JSON.createObjectNode();
    for (int code = 100; code < 600; code++) {
      document.withObject("/status_codes").put(Integer.toString(code), 1);
    }
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      document.withObject("/latency_ms/bins").put(LatencyBins.fieldName(bin), 1);
      document.withObject("/time_to_first_token_ms/bins").put(LatencyBins.fieldName(bin), 1);
    }
    for (int bin = 0; bin < TokenBins.COUNT; bin++) {
      document.withObject("/input_tokens_per_call/bins").put(LatencyBins.fieldName(bin), 1);
    }

    ClusterAnswer answer = index(index, document);

    assertThat(answer.status()).as(answer.reason()).isEqualTo(201);
  }

  @Test
  void aBinOutsideTheLayoutIsRefused() {
    ObjectNode document = Manifest.JSON.createObjectNode();
    document.withObject("/latency_ms/bins").put("b" + LatencyBins.COUNT, 1);

    ClusterAnswer answer = index(IndexFamily.MODEL_CALLS_HOURLY.indexOn(DAY), document);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).contains("b" + LatencyBins.COUNT, "strict");
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void aFieldThatIsNotInTheMappingIsRefused(IndexFamily family) {
    ClusterAnswer answer =
        index(family.indexOn(DAY), Manifest.JSON.createObjectNode().put("surprise", 1));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).contains("[surprise]", "strict");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "\"7\"", "true"})
  void neverConvertsNumbersToAnotherType(String number) throws Exception {
    JsonNode document = Manifest.JSON.readTree("{\"calls\":" + number + "}");

    ClusterAnswer answer = index(IndexFamily.MODEL_CALLS_HOURLY.indexOn(DAY), document);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).contains("[calls]");
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void anIdentifierOfTheGreatestLengthIsFoundByItsValue(IndexFamily family) {
    String longest = "\uD83D\uDE80".repeat(512);
    String index = family.indexOn(DAY.plusDays(1));
    for (Field field : DocumentFields.of(family)) {
      if (field.type() != FieldType.KEYWORD || COUNTED_ALONE.matcher(field.name()).find()) {
        continue;
      }
      ObjectNode document = Manifest.JSON.createObjectNode().put(field.name(), longest);

      assertThat(index(index, document).status()).as(field.name()).isEqualTo(201);
      assertThat(found(index, field.name(), longest)).as(field.name()).isEqualTo(1);
    }
  }

  @Test
  void aRefusedRecordOfAnyContentIsKept() {
    String text = "\u00e4".repeat(32 * 1024);
    ObjectNode letter = Manifest.JSON.createObjectNode();
    letter.put("payload", text).put("message", text).put("tenant_id", text);

    assertThat(index(IndexFamily.DEAD_LETTERS.indexOn(DAY), letter).status()).isEqualTo(201);
  }

  @Test
  void indexesRecordsWithAnyAdditionalFields() {
    String text = "x".repeat(40_000);
    ObjectNode call = Manifest.JSON.createObjectNode();
    call.put("user_agent", text).put("error_type", text).put("client_ip", "not an address");
    call.putObject("tags").put("team", text).put("a.b", "c");

    assertThat(index(IndexFamily.MODEL_CALLS_RECORDS.indexOn(DAY), call).status()).isEqualTo(201);
  }

  @Test
  void tagsAreFoundByKeyAndDoNotGrowTheMapping() {
    String index = IndexFamily.MODEL_CALLS_RECORDS.indexOn(DAY.plusDays(2));
    ObjectNode call = Manifest.JSON.createObjectNode();
    call.putObject("tags").put("team", "red");

    assertThat(index(index, call).status()).isEqualTo(201);

    assertThat(found(index, "tags.team", "red")).isEqualTo(1);
    assertThat(
            cluster
                .getJson("/" + index + "/_mapping")
                .at("/" + index + "/mappings/properties/tags")
                .has("properties"))
        .isFalse();
  }

  @Test
  void keepsTheBodyOfASettingWithoutGrowingTheMapping() {
    String index = PermanentIndex.SETTINGS.indexName();
    ObjectNode text = Manifest.JSON.createObjectNode().put("kind", "k");
    text.withObject("/body").put("amount", "0.8").put("a.b", 1);
    ObjectNode number = Manifest.JSON.createObjectNode().put("kind", "k");
    number.withObject("/body").putArray("amount").add(7);

    assertThat(index(index, text).status()).isEqualTo(201);
    assertThat(index(index, number).status()).isEqualTo(201);

    JsonNode body =
        cluster.getJson("/" + index + "/_mapping").at("/" + index + "/mappings/properties/body");
    assertThat(body.toString()).isEqualTo("{\"type\":\"object\",\"enabled\":false}");
  }

  @ParameterizedTest
  @EnumSource(PermanentIndex.class)
  void aPermanentIndexRejectsUnknownFields(PermanentIndex index) {
    ClusterAnswer answer =
        index(index.indexName(), Manifest.JSON.createObjectNode().put("surprise", 1));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).contains("[surprise]", "strict");
  }

  /** Lens makes its own requests; those of Vega panels are ours. */
  @Test
  void theRequestsOfVegaPanelsAreTaken() throws Exception {
    List<JsonNode> sources = vegaSources();
    assertThat(sources).hasSize(5);
    for (IndexFamily family : List.of(IndexFamily.MODEL_CALLS_HOURLY, IndexFamily.COMFYUI_HOURLY)) {
      index(family.indexOn(DAY), Manifest.JSON.createObjectNode().put("hour", "2026-11-22T10:00Z"));
    }
    index(
        IndexFamily.COMFYUI_CONCURRENCY.indexOn(DAY),
        Manifest.JSON
            .createObjectNode()
            .put("dimension", "tenant")
            .put("hour", 1_795_000_000_000L));

    for (JsonNode source : sources) {
      String index = source.required("index").textValue();
      ClusterAnswer answer =
          cluster.sendRequest("POST", "/" + index + "/_search", source.required("body"));
      assertThat(answer.isOk()).as(answer.reason()).isTrue();
      assertThat(answer.body().at("/hits/total/value").asInt()).as(index).isPositive();
    }
  }

  /** The requests of all Vega panels, with the period and filters that Kibana inserts. */
  private static List<JsonNode> vegaSources() throws IOException {
    List<JsonNode> sources = new ArrayList<>();
    for (String line : new String(KibanaFile.readBuilt(), UTF_8).lines().toList()) {
      String state = Manifest.JSON.readTree(line).at("/attributes/visState").asText();
      if (state.contains("\"type\":\"vega\"")) {
        String spec = Manifest.JSON.readTree(state).at("/params/spec").textValue();
        String chosen =
            spec.replaceAll("\\{\\s*\"%autointerval%\" : 60\\s*}", "\"1h\"")
                .replaceAll("\"%timefilter%\" : true", "\"gte\": 0")
                .replaceAll("\"%dashboard_context-[a-z_]+%\"", "{\"match_all\": {}}")
                .replaceAll("(\"must_not\" : \\[) \\{\"match_all\": \\{}}", "$1");
        assertThat(chosen.replaceAll("\"%(context|timefield)%\"", "")).doesNotContain("\"%");
        sources.add(Manifest.JSON.readTree(chosen).at("/data/0/url"));
      }
    }
    return sources;
  }

  private static ClusterAnswer index(String index, JsonNode document) {
    return cluster.sendRequest("POST", "/" + index + "/_doc?refresh=true", document);
  }

  private static int found(String index, String field, String value) {
    ObjectNode query = Manifest.JSON.createObjectNode();
    query.withObject("/query/term").put(field, value);
    ClusterAnswer answer = cluster.sendRequest("POST", "/" + index + "/_count", query);
    assertThat(answer.isOk()).as(answer.reason()).isTrue();
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
      } else if (!mapping.path("type").asText().equals("alias")) {
        types.put(prefix + property.getKey(), mapping.path("type").asText("object"));
      }
    }
  }
}
