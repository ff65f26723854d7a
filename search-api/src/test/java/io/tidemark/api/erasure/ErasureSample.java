/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Hours of one person, and what is found of that person later. */
public final class ErasureSample {

  static final String INDEX = "tidemark-model-calls-hourly-2026.03.12";

  private static final String HOUR = "2026-03-12T09:00:00Z";

  private ErasureSample() {}

  /** Writes an hour as the job does; the id of its document is that of the tenant. */
  static void writeHour(LiveApi api, String tenant, String user, long calls) {
    ObjectNode hour = JsonMapper.shared().createObjectNode();
    hour.put("hour", HOUR).put("window_minutes", 60).put("tenant_id", tenant);
    hour.put("user_id", user).put("calls", calls);
    String version = "?refresh=true&version_type=external_gte&version=" + (2 * calls + 1);
    api.elasticsearch("PUT", "/" + INDEX + "/_doc/" + tenant + version, hour.toString());
  }

  /** Erases a person and waits until it is finished. */
  public static JsonNode erase(LiveApi api, String tenant, String user) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("id", user);
    Answer begun = send(api, tenant, "POST", "/api/v1/people:erase", body.toString());
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    api.bean(Erasures.class).continueErasures(tenant);
    String path = "/api/v1/erasures/" + begun.json().path("id").asString();
    JsonNode now = api.get(root(api, tenant), path).json();
    assertThat(now.path("state").asString()).as(now.toString()).isEqualTo("finished");
    return now;
  }

  static Answer send(LiveApi api, String tenant, String method, String path, String body) {
    return api.send(root(api, tenant), method, path, body);
  }

  static String root(LiveApi api, String tenant) {
    return api.tokens().superAdmin(tenant, "root");
  }

  /** All documents of a tenant in some indices. */
  static String stored(LiveApi api, String tenant, String indices) {
    String query = "{\"size\":2000,\"query\":{\"term\":{\"tenant_id\":\"%s\"}}}".formatted(tenant);
    return api.elasticsearch(
        "POST",
        "/" + indices + "/_search?ignore_unavailable=true&filter_path=hits.hits._source",
        query);
  }
}
