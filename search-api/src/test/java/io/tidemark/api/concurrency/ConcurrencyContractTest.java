/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Concurrency of two known hours. */
@Tag("node")
class ConcurrencyContractTest {

  private static final String PATH = "/api/v1/comfyui/concurrency";
  private static final String TENANT = "comfy-tenant";
  private static final long HOUR_MS = 3_600_000;

  private static LiveApi api;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    api.index(
        List.of(
            hour("2026-03-12T08:00:00Z", "tenant", TENANT, 2, 600_000),
            hour("2026-03-12T09:00:00Z", "tenant", TENANT, 3, 900_000),
            hour("2026-03-12T09:00:00Z", "user", "alice", 1, 60_000),
            of(hour("2026-03-12T09:00:00Z", "workflow", "w1", 1, 60_000), "alice"),
            of(hour("2026-03-12T09:00:00Z", "workflow", "w2", 1, 60_000), "bob"),
            of(hour("2026-03-12T09:00:00Z", "workflow", "w3", 2, 60_000), "alice", "bob"),
            hour("2026-03-12T09:00:00Z", "workflow", "w4", 1, 60_000),
            of(hour("2026-03-12T09:00:00Z", "workflow", "w5", 1, 60_000), "alice"),
            of(hour("2026-03-12T08:00:00Z", "workflow", "w5", 0, 0)),
            of(hour("2026-03-12T09:00:00Z", "api_key", "k1", 1, 60_000), "alice"),
            of(hour("2026-03-12T09:00:00Z", "api_key", "k2", 1, 60_000), "bob"),
            runs("w1", "alice"),
            runs("w2", "bob"),
            // Only those of alice end in the hour.
            runs("w3", "alice"),
            runs("w4", "alice")));
  }

  /** At {@code max} for {@code ms}, at 0 for the rest; the peak is in minute 7. */
  private static IndexedDocument hour(
      String start, String dimension, String value, long max, long ms) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", start).put("window_minutes", 60).put("tenant_id", TENANT);
    source.put("dimension", dimension).put("value", value);
    source.put("max", max).put("min", 0).put("mean", (double) max * ms / HOUR_MS);
    source.put("running_ms", max * ms).put("unknown_end", Math.max(0, max - 1));
    source.putArray("levels").addObject().put("level", 0).put("ms", HOUR_MS - ms);
    source.withArray("levels").addObject().put("level", max).put("ms", ms);
    for (int minute = 0; minute < 60; minute++) {
      source.withArray("minute_max").add(minute == 7 ? max : 0);
    }
    return new IndexedDocument(
        IndexFamily.COMFYUI_CONCURRENCY.indexAt(Instant.parse(start).toEpochMilli()), null, source);
  }

  private static IndexedDocument of(IndexedDocument hour, String... users) {
    ArrayNode names = hour.source().putArray("user_ids");
    List.of(users).forEach(names::add);
    return hour;
  }

  private static IndexedDocument runs(String workflow, String user) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", "2026-03-12T09:00:00Z").put("window_minutes", 60).put("tenant_id", TENANT);
    source.put("workflow_id", workflow).put("workflow_name", "Name of " + workflow);
    source.put("user_id", user).put("executions", 4).put("succeeded", 3).put("failed", 1);
    return new IndexedDocument("tidemark-comfyui-hourly-2026.03.12", null, source);
  }

  @Test
  void hoursMinutesLevelsAndThePeak() {
    JsonNode answer = get(api.tokens().member(TENANT, "alice"), "range", "2h").json();

    assertThat(answer.path("peak").toString())
        .isEqualTo("{\"max\":3,\"time\":\"2026-03-12T09:07:00Z\"}");
    assertThat(answer.path("hours").toString())
        .isEqualTo(
            "[{\"time\":\"2026-03-12T08:00:00Z\",\"max\":2,\"mean\":0.3333333333333333,\"min\":0,\"unknown_end\":1},"
                + "{\"time\":\"2026-03-12T09:00:00Z\",\"max\":3,\"mean\":0.75,\"min\":0,\"unknown_end\":2},"
                + "{\"time\":\"2026-03-12T10:00:00Z\",\"max\":null,\"mean\":null,\"min\":null,"
                + "\"unknown_end\":null}]");
    assertThat(answer.path("unknown_end").asLong()).isEqualTo(3);
    assertThat(answer.path("open_runs").isNull()).isTrue();
    assertThat(answer.path("minutes").size()).isEqualTo(120);
    assertThat(answer.path("levels").toString())
        .isEqualTo(
            "[{\"level\":0,\"ms\":5700000,\"share_at_least\":1.0},"
                + "{\"level\":2,\"ms\":600000,\"share_at_least\":0.20833333333333334},"
                + "{\"level\":3,\"ms\":900000,\"share_at_least\":0.125}]");
    JsonNode day = get(api.tokens().member(TENANT, "alice"), "range", "1d").json();
    assertThat(day.path("minutes").isNull()).isTrue();
  }

  @Test
  void saysHowManyRunsOfTheRunningHourReportedNoEnd() {
    IndexedDocument running = hour("2026-03-12T10:00:00Z", "source", "web", 4, 600_000);
    running.source().put("open_runs", 2).put("measured_until", "2026-03-12T10:20:00Z");
    api.index(List.of(running, hour("2026-03-12T09:00:00Z", "source", "web", 1, 600_000)));
    String alice = api.tokens().member(TENANT, "alice");

    JsonNode answer = get(alice, "dimension", "source", "value", "web", "range", "2h").json();
    assertThat(answer.path("open_runs").asLong()).isEqualTo(2);
    assertThat(answer.path("unknown_end").asLong()).isEqualTo(3);
  }

  @Test
  void countsNoUnknownEndsWhereDocumentsDoNotSayThem() {
    IndexedDocument earlier = hour("2026-03-12T09:00:00Z", "source", "old", 2, 600_000);
    earlier.source().remove("unknown_end");
    api.index(List.of(earlier));
    String alice = api.tokens().member(TENANT, "alice");

    JsonNode answer = get(alice, "dimension", "source", "value", "old", "range", "2h").json();
    assertThat(answer.path("peak").path("max").asLong()).isEqualTo(2);
    assertThat(answer.path("unknown_end").isNull()).isTrue();
  }

  @Test
  void showsOnlyWhollyOwnValuesByUserOrWorkflow() {
    String alice = api.tokens().member(TENANT, "alice");
    String root = api.tokens().superAdmin(TENANT, "root");

    assertThat(get(alice, "dimension", "user", "value", "alice").status()).isEqualTo(200);
    assertThat(get(alice, "dimension", "user", "value", "bob").status()).isEqualTo(403);
    assertThat(get(alice, "dimension", "workflow", "value", "w1").status()).isEqualTo(200);
    assertThat(get(alice, "dimension", "workflow", "value", "w2").status()).isEqualTo(403);
    assertThat(get(root, "dimension", "workflow", "value", "w2").status()).isEqualTo(200);
    assertThat(get(alice, "dimension", "api_key", "value", "k1").status()).isEqualTo(200);
    assertThat(get(alice, "dimension", "api_key", "value", "k2").status()).isEqualTo(403);
  }

  @Test
  void rejectsWindowsThatCountRunsOfOthersWhoseEndIsElsewhere() {
    String alice = api.tokens().member(TENANT, "alice");
    String both = api.tokens().member(TENANT, "alice", "bob");

    assertThat(get(alice, "dimension", "workflow", "value", "w3").status()).isEqualTo(403);
    assertThat(get(both, "dimension", "workflow", "value", "w3").status()).isEqualTo(200);
  }

  @Test
  void rejectsMembersWhereADocumentDoesNotNameItsUsers() {
    String both = api.tokens().member(TENANT, "alice", "bob");
    String root = api.tokens().superAdmin(TENANT, "root");

    assertThat(get(both, "dimension", "workflow", "value", "w4").status()).isEqualTo(403);
    assertThat(get(root, "dimension", "workflow", "value", "w4").status()).isEqualTo(200);
  }

  @Test
  void hidesFromMembersThatARunOnceCountedInAnHour() {
    String alice = api.tokens().member(TENANT, "alice");

    JsonNode answer = get(alice, "dimension", "workflow", "value", "w5", "range", "2h").json();
    JsonNode quiet = get(alice, "dimension", "workflow", "value", "w1", "range", "2h").json();

    for (String member : List.of("hours", "minutes", "levels", "unknown_end")) {
      assertThat(answer.path(member)).isEqualTo(quiet.path(member));
    }
  }

  /** The job writes no documents of them, except for the tenant. */
  @Test
  void countsFinalHoursInWhichNothingRan() {
    String alice = api.tokens().member(TENANT, "alice");
    String root = api.tokens().superAdmin(TENANT, "root");
    String[] asked = {"dimension", "workflow", "value", "w1", "range", "2h"};

    JsonNode answer = get(alice, asked).json();

    assertThat(answer.path("hours").toString())
        .isEqualTo(
            "[{\"time\":\"2026-03-12T08:00:00Z\",\"max\":0,\"mean\":0.0,\"min\":0,\"unknown_end\":0},"
                + "{\"time\":\"2026-03-12T09:00:00Z\",\"max\":1,\"mean\":0.016666666666666666,\"min\":0,\"unknown_end\":0},"
                + "{\"time\":\"2026-03-12T10:00:00Z\",\"max\":null,\"mean\":null,\"min\":null,"
                + "\"unknown_end\":null}]");
    assertThat(answer.path("minutes").size()).isEqualTo(120);
    assertThat(answer.path("peak").path("time").asString()).isEqualTo("2026-03-12T09:07:00Z");
    assertThat(answer.path("levels").toString())
        .isEqualTo(
            "[{\"level\":0,\"ms\":7140000,\"share_at_least\":1.0},"
                + "{\"level\":1,\"ms\":60000,\"share_at_least\":0.008333333333333333}]");
    assertThat(answer).isEqualTo(get(root, asked).json());
  }

  @Test
  void knowsNothingOfAValueWithoutDocuments() {
    String root = api.tokens().superAdmin(TENANT, "root");

    JsonNode answer = get(root, "dimension", "workflow", "value", "none", "range", "2h").json();

    assertThat(answer.path("hours").path(0).path("max").isNull()).isTrue();
    assertThat(answer.path("levels")).isEmpty();
  }

  @Test
  void valueAndDimensionGoTogether() {
    String root = api.tokens().superAdmin(TENANT, "root");

    assertThat(get(root, "value", "x").status()).isEqualTo(400);
    assertThat(get(root, "dimension", "user").status()).isEqualTo(400);
  }

  @Test
  void facetsOfWorkflowsCarryTheirNames() {
    JsonNode facets =
        api.get(
                api.tokens().superAdmin(TENANT, "root"),
                "/api/v1/comfyui/facets",
                "facet",
                "workflow_id")
            .json();

    assertThat(facets.path("facets").path(0).path("values").path(0).toString())
        .isEqualTo("{\"value\":\"w1\",\"label\":\"Name of w1\",\"count\":4,\"total\":null}");
  }

  private static Answer get(String token, String... parameters) {
    return api.get(token, PATH, parameters);
  }
}
