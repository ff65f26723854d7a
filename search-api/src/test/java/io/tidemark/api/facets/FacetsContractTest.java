/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHour;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomFilters;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.live.SampleTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Facets against adding up the same documents one by one. */
@Tag("node")
class FacetsContractTest {

  private static final String PATH = "/api/v1/model-calls/facets";

  private static LiveApi api;
  private static BruteForce all;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    all = new BruteForce(CallHours.indexed(api));
  }

  @Test
  void eachFacetCountsUnderAllOtherFilters() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      RandomFilters filters = RandomFilters.of(random);
      JsonNode answer = get(filters.parameters("range", "30d"));
      for (JsonNode facet : answer.path("facets")) {
        String field = facet.path("name").asString();
        RandomFilters others =
            new RandomFilters(without(filters.kept(), field), without(filters.leftOut(), field));
        BruteForce rest =
            all.tenant(CallHours.TENANT)
                .between(time(answer, "from"), time(answer, "to"))
                .only(others::matches);
        assertFacet(facet, field, rest, "seed " + seed + " " + field);
      }
    }
  }

  private static void assertFacet(JsonNode facet, String field, BruteForce rest, String why) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : facet.path("values")) {
      String name = value.path("value").asString();
      values.add(name);
      assertThat(value.path("count").asLong())
          .as(why + " " + name)
          .isEqualTo(rest.only(hour -> name.equals(value(hour, field))).sum("calls"));
    }
    assertThat(values)
        .as(why)
        .containsExactlyInAnyOrderElementsOf(
            rest.hours().stream().map(hour -> value(hour, field)).distinct().toList());
    // Whatever it counts, unknown comes last.
    assertThat(values.indexOf("")).as(why).isIn(-1, values.size() - 1);
  }

  private static String value(CallHour hour, String field) {
    return Objects.requireNonNullElse(hour.dimension(field), "");
  }

  private static Map<String, List<String>> without(Map<String, List<String>> all, String field) {
    Map<String, List<String>> rest = new TreeMap<>(all);
    rest.remove(field);
    return rest;
  }

  @Test
  void aPartIsSearchedLiterallyAndInAnyCase() {
    assertThat(values("facet", "model", "q", "GPT")).containsExactly("gpt-4o");
    assertThat(values("facet", "model", "q", "模")).containsExactly("模型");
    assertThat(values("facet", "model", "q", "*?")).containsExactly("a b/c*?");
    assertThat(values("facet", "model", "q", "{\"match")).containsExactly("{\"match_all\":{}}");
    assertThat(values("facet", "model", "q", ".*")).isEmpty();
    assertThat(values("facet", "user_id", "q", "\\")).containsExactly("a\"b\\c");
  }

  @Test
  void aWorkflowIsFoundByItsNameToo() {
    SampleTenant.index(api, "facets-by-name", "");
    assertThat(workflows("UPSC")).contains("wf-12", "wf-31");
    assertThat(workflows("f-12")).containsExactly("wf-12");
    assertThat(workflows("down")).isEmpty();
  }

  private static List<String> workflows(String part) {
    List<String> ids = new ArrayList<>();
    api.get(
            api.tokens().superAdmin("facets-by-name", "root"),
            "/api/v1/comfyui/facets",
            parameters("facet", "workflow_id", "q", part))
        .json()
        .path("facets")
        .path(0)
        .path("values")
        .forEach(value -> ids.add(value.path("value").asString()));
    return ids;
  }

  private static List<String> values(String... parameters) {
    List<String> values = new ArrayList<>();
    get(parameters(parameters))
        .path("facets")
        .path(0)
        .path("values")
        .forEach(value -> values.add(value.path("value").asString()));
    return values;
  }

  private static String[] parameters(String... parameters) {
    List<String> all = new ArrayList<>(List.of("range", "30d"));
    all.addAll(List.of(parameters));
    return all.toArray(String[]::new);
  }

  private static JsonNode get(String... parameters) {
    return api.readJson(api.tokens().superAdmin(CallHours.TENANT, "root"), PATH, parameters);
  }

  private static Instant time(JsonNode answer, String name) {
    return Instant.parse(answer.path(name).asString());
  }
}
