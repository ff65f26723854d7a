/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.MoneySample;
import io.tidemark.api.live.SampleTenant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names of the directory in exports, costs and budgets: next to ids, which stay as they are. */
@Tag("node")
class NamesInAnswersTest {

  private static final String TENANT = "named-answers";

  private static LiveApi api;
  private static String root;

  @BeforeAll
  static void writeNames() {
    api = LiveApi.shared();
    root = api.tokens().superAdmin(TENANT, "root");
    SampleTenant.index(api, TENANT, "l-");
    MoneySample.putPrices(api, TENANT);
    Answer answer =
        PeopleSample.put(
            api,
            root,
            "{\"kind\":\"user\",\"id\":\"l-alice\",\"name\":\"=Alice, Liddell\","
                + "\"valid_to\":\"2026-01-01T00:00:00Z\"}",
            "{\"kind\":\"model\",\"id\":\"l-gpt-4o\",\"name\":\"House model\"}",
            "{\"kind\":\"department\",\"id\":\"l-apps\",\"name\":\"Apps\"}");
    assertThat(answer.json().path("accepted").asInt()).as(answer.text()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "model-calls/distribution?group_by=user_id, 'kind,user_id,calls,share,user_id_label'",
    "model-calls/distribution?group_by=provider, 'kind,provider,calls,share'",
    "model-calls/trend?group_by=user_id, 'time,kind,key,calls,key_label'",
    "model-calls/trend?group_by=provider, 'time,kind,key,calls'",
    "model-calls/trend?x=, 'time,kind,key,calls'",
    "costs/trend?group_by=user, 'time,kind,key,cost,currency,key_label'",
    "costs/trend?x=, 'time,kind,key,cost,currency'",
    "costs/distribution?group_by=workload,"
        + " 'kind,workload,quantity,unit_price,cost,share,currency,name'",
    "costs/distribution?group_by=user,"
        + " 'kind,user,quantity,unit_price,cost,share,currency,name,user_label'"
  })
  void columnsWithNamesComeAfterAllOthers(String address, String header) {
    String[] parts = address.split("[?=]", -1);
    Answer csv =
        parts[1].equals("x")
            ? api.get(root, "/api/v1/" + parts[0], "format", "csv")
            : api.get(root, "/api/v1/" + parts[0], parts[1], parts[2], "format", "csv");

    assertThat(csv.text().lines().findFirst()).as(csv.text()).contains(header);
    // A name that a spreadsheet would run is defused, and one with a comma is quoted.
    boolean named = header.endsWith("_label");
    assertThat(csv.text().contains(",\"'=Alice, Liddell\"\r\n")).isEqualTo(named);
  }

  @Test
  void recordsHaveNamesInBothFormats() {
    String path = "/api/v1/model-calls/records";
    String csv = api.get(root, path, "user_id", "l-alice", "format", "csv").text();
    assertThat(csv.lines().findFirst().orElseThrow())
        .startsWith("event_time,")
        .contains(",user_id_label", ",model_label", ",api_key_id_label", ",project_id_label");
    assertThat(csv).contains(",\"'=Alice, Liddell\"", ",House model");

    String lines = api.get(root, path, "user_id", "l-alice", "format", "ndjson").text();
    JsonNode record = JsonMapper.shared().readTree(lines.lines().findFirst().orElseThrow());
    assertThat(record.path("user_id").asString()).isEqualTo("l-alice");
    assertThat(record.path("user_id_label").asString()).isEqualTo("=Alice, Liddell");
    assertThat(record.path("api_key_id_label").isNull()).isTrue();
  }

  @Test
  void costsHaveNamesNextToKeys() {
    JsonNode groups =
        api.get(root, "/api/v1/costs/distribution", "group_by", "user").json().path("groups");
    List<String> labels = new ArrayList<>();
    for (JsonNode group : groups) {
      if (group.has("labels")) {
        assertThat(group.path("key").path("user").asString()).isEqualTo("l-alice");
        labels.add(group.path("labels").path("user").asString());
      }
    }
    assertThat(labels).containsExactly("=Alice, Liddell");
    JsonNode series =
        api.get(root, "/api/v1/costs/trend", "group_by", "model").json().path("series");
    for (JsonNode one : series) {
      boolean house = one.path("key").asString("").equals("l-gpt-4o");
      assertThat(one.path("label").asString("")).isEqualTo(house ? "House model" : "");
    }
    assertThat(series.toString()).contains("House model");
  }

  @Test
  void budgetsHaveNamesNextToValues() {
    Answer put =
        PeopleSample.send(
            api,
            root,
            "PUT",
            "/budgets/named",
            "{\"match\":{\"workload\":\"model-calls\"},\"per\":\"user_id\",\"measure\":\"calls\","
                + "\"amount\":\"1000\",\"period\":\"day\"}");
    assertThat(put.status()).as(put.text()).isIn(200, 201);

    JsonNode accounts =
        api.get(root, "/api/v1/budgets/status", "budget", "named")
            .json()
            .path("budgets")
            .path(0)
            .path("accounts");

    assertThat(accounts).isNotEmpty();
    for (JsonNode account : accounts) {
      boolean alice = account.path("value").asString().equals("l-alice");
      assertThat(account.path("label").asString("")).isEqualTo(alice ? "=Alice, Liddell" : "");
    }
    assertThat(accounts.toString()).contains("l-alice");
  }

  @Test
  void otherTenantsSeeNoName() {
    String neighbour = "named-neighbour";
    SampleTenant.index(api, neighbour, "l-");
    String csv =
        api.get(
                api.tokens().superAdmin(neighbour, "root"),
                "/api/v1/model-calls/records",
                "format",
                "csv")
            .text();
    assertThat(csv).contains("l-alice").doesNotContain("Liddell", "House model");
  }
}
