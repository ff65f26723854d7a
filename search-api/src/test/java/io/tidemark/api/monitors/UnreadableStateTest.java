/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.monitors.evaluation.Suppression;
import io.tidemark.api.settings.SettingSample;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A state or a monitor that cannot be read, for example since a later release wrote it. */
@Tag("node")
class UnreadableStateTest {

  private static final String HISTORY = "/api/v1/alerts/history";
  private static final String FIRST = "a-broken";
  private static final String SECOND = "b-well";

  private final LiveApi api = LiveApi.shared();
  private final String tenant = "unreadable-state" + System.nanoTime();
  private final MonitorStates states = api.bean(MonitorStates.class);

  @Test
  void costsNoOtherMonitorItsEvaluation() {
    SampleTenant.index(api, tenant, "");
    putMonitor(FIRST);
    putMonitor(SECOND);
    AlertSample.evaluate(api, tenant, FIRST, AlertSample.MONITOR);
    assertThat(get(HISTORY).path("changes")).hasSize(1);
    breakState();

    evaluateAll();

    assertThat(states.find(tenant, SECOND).orElseThrow().state().evaluatedAt()).isNotNull();
    JsonNode statuses = get("/api/v1/monitors/status").path("monitors");
    assertThat(statuses.path(0).path("state").asString()).isEqualTo("failed");
    assertThat(statuses.path(0).path("reason").asString()).contains("cannot be read");
    assertThat(statuses.path(0).path("waits_for").asString()).isEqualTo("retry");
    assertThat(statuses.path(1).path("evaluated_at").isNull()).isFalse();
    assertThat(get("/api/v1/alerts").path("alerts").toString()).contains(FIRST, "cannot be read");
    assertThat(stored()).contains("yesterday");

    api.bean(MonitorEvaluation.class)
        .evaluate(AlertSample.entry(tenant, FIRST, AlertSample.MONITOR, 2), Suppression.NONE);

    assertThat(get("/api/v1/monitors/status").path("monitors").path(0).path("reason").isNull())
        .isTrue();
    // Those of both monitors, and the new alert next to the one before.
    assertThat(get(HISTORY).path("changes")).hasSize(3);
  }

  @Test
  void showsAMonitorThatThisReleaseDoesNotKnow() {
    putMonitor(SECOND);
    SettingSample.store(api, "monitor", tenant, FIRST, "{\"metric\":\"later\"}", LiveApi.NOW);
    SettingSample.store(api, "silence", tenant, "s", "{\"later\":true}", LiveApi.NOW);

    JsonNode statuses = get("/api/v1/monitors/status").path("monitors");

    assertThat(statuses.path(0).path("state").asString()).isEqualTo("failed");
    assertThat(statuses.path(0).path("reason").asString()).contains("cannot read the monitor");
    assertThat(statuses.path(1).path("state").asString()).isEqualTo("learning");
    assertThat(get("/api/v1/alerts").path("alerts")).isEmpty();
  }

  private void evaluateAll() {
    Clock clock = api.bean(Clock.class);
    SettingSample.InMemory settings = SettingSample.createInMemory(clock);
    JsonNode body = JsonMapper.shared().readTree(AlertSample.MONITOR);
    for (String id : new String[] {FIRST, SECOND}) {
      settings.creation().accept(SettingSample.create("monitor", tenant, id, body, 1, LiveApi.NOW));
    }
    MonitorEvaluator evaluator =
        new MonitorEvaluator(
            api.bean(MonitorEvaluation.class),
            settings.views(),
            api.bean(MonitorKind.class),
            api.bean(SilenceKind.class),
            clock);
    settings.views().refresh();
    evaluator.evaluateAll();
  }

  private void breakState() {
    String path = "/tidemark-monitor-states/_update/" + DocumentIds.of(tenant, FIRST);
    assertThat(
            api.elasticsearch(
                "POST",
                path + "?refresh=true",
                "{\"doc\":{\"body\":{\"position\":\"yesterday\"}}}"))
        .contains("\"result\":\"updated\"");
  }

  private String stored() {
    return api.elasticsearch(
        "GET", "/tidemark-monitor-states/_doc/" + DocumentIds.of(tenant, FIRST), "");
  }

  private void putMonitor(String id) {
    Answer answer = api.send(root(), "PUT", "/api/v1/monitors/" + id, AlertSample.MONITOR);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private JsonNode get(String path) {
    return api.readJson(root(), path);
  }

  private String root() {
    return api.tokens().superAdmin(tenant, "root");
  }
}
