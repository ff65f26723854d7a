/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Sent;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is asked, answers hold only what is the caller's to see. */
@Tag("node")
class OwnDataOnlyTest {

  private static final List<String> ROUTES =
      List.of(
          "/api/v1/status",
          "/api/v1/model-calls/summary",
          "/api/v1/model-calls/trend",
          "/api/v1/model-calls/trend?group_by=user_id&interval=day",
          "/api/v1/model-calls/distribution?group_by=user_id,model",
          "/api/v1/model-calls/distribution?compare=previous",
          "/api/v1/model-calls/forecast?group_by=model",
          "/api/v1/model-calls/pattern",
          "/api/v1/model-calls/facets",
          "/api/v1/model-calls/performance",
          "/api/v1/model-calls/records",
          "/api/v1/model-calls/records/r1",
          "/api/v1/model-calls/records?format=csv",
          "/api/v1/comfyui/summary",
          "/api/v1/comfyui/trend?group_by=workflow_id",
          "/api/v1/comfyui/distribution",
          "/api/v1/comfyui/facets",
          "/api/v1/comfyui/records",
          "/api/v1/comfyui/concurrency",
          "/api/v1/comfyui/concurrency?dimension=workflow&value=w",
          "/api/v1/training/summary",
          "/api/v1/training/trend",
          "/api/v1/coding-agents/summary",
          "/api/v1/coding-agents/trend?group_by=agent");

  private static LiveApi api;
  private static BruteForce all;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    all = new BruteForce(CallHours.indexed(api));
  }

  @BeforeEach
  void forget() {
    api.proxy().forget();
  }

  @Test
  void everyBodySentDemandsTheCallersTenantAndUsers() {
    String token = api.tokens().member(CallHours.TENANT, "alice", "bob");
    for (String route : ROUTES) {
      Answer answer = api.get(token, route);
      assertThat(answer.status()).as(route + answer.text()).isIn(200, 403, 404);
    }

    List<Sent> searches =
        api.proxy().sent().stream()
            .filter(sent -> !sent.body().isEmpty())
            // Closes a snapshot; it is searched like anything else.
            .filter(sent -> !sent.path().equals("/_pit"))
            .toList();
    assertThat(searches).hasSizeGreaterThan(ROUTES.size());
    for (Sent sent : searches) {
      assertDemandsTenant(sent);
    }
  }

  private static void assertDemandsTenant(Sent sent) {
    JsonNode query = JsonMapper.shared().readTree(sent.body()).path("query");
    if (sent.path().startsWith("/tidemark-pipeline-progress-*/")) {
      assertThat(query.toString())
          .matches(
              "\\{\"term\":\\{\"pipeline\":\\{\"value\":\"[a-z-]+\"}}}"
                  + "|\\{\"exists\":\\{\"field\":\"day_zone\"}}");
      return;
    }
    JsonNode filter = query.path("bool").path("filter");
    assertThat(filter.path(0).toString())
        .as(sent.toString())
        .isEqualTo("{\"term\":{\"tenant_id\":{\"value\":\"acme\"}}}");
    boolean tenantWide =
        sent.path().contains("dead-letters") || sent.path().contains("comfyui-concurrency");
    if (!tenantWide) {
      assertThat(filter.path(1).toString())
          .as(sent.toString())
          .isEqualTo("{\"terms\":{\"user_id\":[\"alice\",\"bob\"]}}");
    }
  }

  @Test
  void aMemberSeesOnlySelfAndGrantedUsers() {
    long own =
        all.tenant(CallHours.TENANT)
            .only(
                hour -> List.of("alice", "bob").contains(String.valueOf(hour.dimension("user_id"))))
            .sum("calls");
    String token = api.tokens().member(CallHours.TENANT, "alice", "bob");

    JsonNode summary = api.get(token, "/api/v1/model-calls/summary", "range", "30d").json();

    assertThat(summary.path("calls").asLong()).isEqualTo(own);
    assertThat(summary.path("users").asLong()).isEqualTo(2);
  }

  @Test
  void aUserNamedAsteriskIsNotEverybody() {
    String token = api.tokens().member(CallHours.TENANT, "*");
    long own =
        all.tenant(CallHours.TENANT)
            .only(hour -> "*".equals(hour.dimension("user_id")))
            .sum("calls");

    JsonNode summary = api.get(token, "/api/v1/model-calls/summary", "range", "30d").json();

    assertThat(summary.path("calls").asLong()).isEqualTo(own);
  }

  @Test
  void anotherUserIsForbidden() {
    String token = api.tokens().member(CallHours.TENANT, "alice", "bob");
    for (String route : ROUTES) {
      String path = route.replaceAll("\\?.*", "");
      if (path.endsWith("/status") || path.endsWith("/r1") || path.endsWith("concurrency")) {
        continue;
      }
      assertThat(api.get(token, path, "user_id", "bob").status()).as(path).isEqualTo(200);
      assertThat(api.get(token, path, "user_id", "carol").status()).as(path).isEqualTo(403);
      assertThat(api.get(token, path, "user_id", "bob", "user_id", "carol").status())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(
            api.get(token, "/api/v1/comfyui/concurrency", "dimension", "user", "value", "carol")
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "\"}},{\"match_all\":{}}",
        "a OR tenant_id:globex",
        "../_all/_search",
        "'; DROP TABLE x",
        "${jndi:ldap://x}",
        "ctx._source",
        "\u0000",
        ".*"
      })
  void treatsHostileTextsAsValues(String value) {
    String token = api.tokens().superAdmin(CallHours.STRANGERS, "root");
    for (String filter : List.of("model", "not_model", "api_key_id", "project_id", "endpoint")) {
      Answer answer = api.get(token, "/api/v1/model-calls/summary", "range", "30d", filter, value);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      long most = all.tenant(CallHours.STRANGERS).sum("calls");
      long expected = filter.equals("not_model") ? most : 0;
      assertThat(answer.json().path("calls").asLong()).as(filter).isEqualTo(expected);
    }
    for (Sent sent : api.proxy().sent()) {
      assertThat(sent.path()).doesNotContain("_all", "match_all");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tenant", "tenant_id", "TENANT_ID", "query", "script", "index", "not_tenant_id"})
  void thereIsNoParameterForTheTenant(String name) {
    String token = api.tokens().superAdmin(CallHours.TENANT, "root");
    for (String route : ROUTES) {
      Answer answer = api.get(token, route.replaceAll("\\?.*", ""), name, "globex");
      assertThat(answer.status()).as(route).isEqualTo(400);
      assertThat(answer.json().path("parameter").asString()).isEqualTo(name);
      assertThat(answer.text()).doesNotContain("globex");
    }
  }

  @Test
  void onlyASuperAdminDeletesAndOnlyInTheirTenant() {
    String path = "/api/v1/model-calls/models/never%20deployed*";
    HttpRequest.Builder member =
        api.request(api.tokens().member(CallHours.TENANT, "alice"), path).DELETE();
    HttpRequest.Builder admin =
        api.request(api.tokens().superAdmin(CallHours.TENANT, "root"), path).DELETE();

    assertThat(api.send(member.build()).status()).isEqualTo(403);
    Answer answer = api.send(admin.build());
    assertThat(answer.text())
        .isEqualTo("{\"model\":\"never deployed*\",\"hourly\":0,\"records\":0}");
    for (Sent sent : api.proxy().sent()) {
      assertDemandsTenant(new Sent(sent.method(), "/tidemark-dead-letters", sent.body()));
    }
  }
}
