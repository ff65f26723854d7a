/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.tidemark.api.hold.Holds;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.monitors.AlertSample.Request;
import io.tidemark.api.settings.SettingSample;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests about people, and what they need. */
public final class PeopleSample {

  private static final String DIRECTORY =
      """
      {"kind": "department", "id": "d-7", "name": "Search"}
      {"kind": "user", "id": "zoe", "name": "Zoe Zhang", "department": "d-7"}
      {"kind": "user", "id": "yan", "manager": "zoe", "age": 7}
      {"kind": "workflow", "id": "wf-90", "name": "Portrait", "owner": "zoe"}""";

  /** Requests that wait for somebody who decides. */
  private static final List<String> PENDING = List.of("req-my-team", "req-other-team");

  private static final String ACCESS =
      "{\"users\":[\"bob\"],\"state\":\"pending\",\"asked_by\":\"carol\",\"reason\":\"on call\"}";

  private static final String ERASED = "er-5f2c1a9b7e305f2c";

  private static final String ERASURE =
      "{\"mode\":\"pseudonym\",\"pseudonym\":\"p-5f2c1a9b7e305f2c1a9b7e305f2c1a9b\","
          + "\"sealed\":\"AAAA\",\"state\":\"finished\",\"requested_by\":\"root\","
          + "\"reason\":\"left the company\",\"requested_at\":\"2026-03-11T10:00:00Z\","
          + "\"finished_at\":\"2026-03-11T10:00:07Z\","
          + "\"changed\":{\"tidemark-model-calls-hourly\":412,\"tidemark-directory\":1}}";

  /** Every route about people once, in an order in which each has something to answer. */
  public static final List<Request> REQUESTS =
      List.of(
          new Request("PUT", "/directory", DIRECTORY),
          new Request("GET", "/directory?limit=2", null),
          new Request(
              "POST",
              "/access-requests",
              "{\"users\": [\"alice\"], \"reason\": \"incident\","
                  + " \"until\": \"2026-03-20T00:00:00Z\"}"),
          new Request("GET", "/access-requests", null),
          new Request(
              "POST",
              "/access-requests/req-my-team:approve",
              "{\"until\": \"2026-04-01T00:00:00Z\", \"comment\": \"until the release\"}"),
          new Request("POST", "/access-requests/req-other-team:deny", "{}"),
          new Request("GET", "/access-log?user=alice", null),
          new Request(
              "PUT",
              "/legal-holds/case-7",
              "{\"match\": {\"users\": [\"carol\"], \"from\": \"2026-03-01T00:00:00Z\"},"
                  + " \"reason\": \"case 7\"}"),
          new Request("GET", "/legal-holds", null),
          new Request("GET", "/legal-holds/case-7", null),
          new Request("GET", "/legal-holds/case-0/status", null),
          new Request("GET", "/legal-holds/case-7/history", null),
          new Request("DELETE", "/legal-holds/case-7", null),
          new Request("GET", "/erasures", null),
          new Request("GET", "/erasures/" + ERASED, null),
          new Request("POST", "/people/dora:erase", "{\"reason\": \"left the company\"}"),
          new Request("POST", "/people:erase", "{\"id\": \"CORP\\\\dora\"}"));

  private PeopleSample() {}

  /** Stores what {@link #REQUESTS} need. */
  public static void store(LiveApi api, String tenant) {
    PENDING.forEach(
        id -> SettingSample.store(api, "access-request", tenant, id, ACCESS, LiveApi.NOW));
    SettingSample.store(api, "erasure", tenant, ERASED, ERASURE, LiveApi.NOW);
    SettingSample.store(
        api, "legal-hold", tenant, "case-0", "{\"match\":{\"users\":[\"dora\"]}}", LiveApi.NOW);
    // Else the copy might end before or after its state is shown.
    api.bean(Holds.class).copyAll(tenant);
    ObjectNode access = JsonMapper.shared().createObjectNode();
    access.put("tenant_id", tenant).put("at", "2026-03-12T09:30:00Z").put("user", "alice");
    access.put("action", "export").put("method", "GET").put("status", 200);
    access.put("route", "/api/v1/model-calls/records").put("parameters", "format=csv&range=7d");
    access.put("request_id", "6f9a2d0c");
    api.index(List.of(new IndexedDocument("tidemark-access", tenant + "-docs", access)));
  }

  /** The type of the body that a route takes. */
  public static String typeOf(String path) {
    return path.startsWith("/directory") ? "application/x-ndjson" : "application/json";
  }

  /** Writes lines into the directory of a tenant. */
  public static Answer put(LiveApi api, String token, String... lines) {
    return send(api, token, "PUT", "/directory", String.join("\n", lines));
  }

  /** Sends a request with a body. */
  static Answer send(LiveApi api, String token, String method, String path, String body) {
    return api.send(token, method, "/api/v1" + path, typeOf(path), body);
  }
}
