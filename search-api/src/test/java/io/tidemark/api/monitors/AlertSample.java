/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorParser;
import io.tidemark.api.monitors.evaluation.Suppression;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingSample;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stores a monitor and evaluates it once, as the background work of an instance does. */
public final class AlertSample {

  /** Id of {@link #MONITOR}. */
  public static final String ID = "error-rate";

  /** Fires over the sample of a tenant. */
  public static final String MONITOR =
      "{\"workload\": \"model-calls\", \"metric\": \"error_rate\", \"window\": \"1h\","
          + " \"condition\": {\"kind\": \"above\", \"value\": 0.05}}";

  private static final String SILENCE =
      "{\"monitors\": [\"error-rate\"], \"starts_at\": \"2026-03-12T10:00:00Z\","
          + " \"ends_at\": \"2026-03-12T12:00:00Z\", \"comment\": \"upgrade\"}";

  /** Every route about monitors once, in an order in which each has something to answer. */
  public static final List<Request> REQUESTS =
      List.of(
          new Request("PUT", "/monitors/error-rate", MONITOR),
          new Request("GET", "/monitors", null),
          new Request("GET", "/monitors/error-rate", null),
          new Request("GET", "/monitors/error-rate/history", null),
          new Request("GET", "/monitors/status", null),
          new Request("GET", "/monitors/recipes", null),
          new Request("POST", "/monitors:simulate?days=1", MONITOR),
          new Request("GET", "/alerts", null),
          new Request("GET", "/alerts/history?range=2h", null),
          new Request("POST", "/monitors/error-rate:acknowledge", null),
          new Request("DELETE", "/monitors/error-rate", null),
          new Request("PUT", "/silences/maintenance", SILENCE),
          new Request("GET", "/silences", null),
          new Request("GET", "/silences/maintenance", null),
          new Request("GET", "/silences/maintenance/history", null),
          new Request("DELETE", "/silences/maintenance", null));

  private AlertSample() {}

  /** A request; {@code body} is null when it has none. */
  public record Request(String method, String path, String body) {}

  /** A monitor with its state and alerts as of now. */
  public static void store(LiveApi api, String tenant, String id, String body) {
    SettingSample.store(api, "monitor", tenant, id, body, LiveApi.NOW);
    evaluate(api, tenant, id, body);
  }

  /** Evaluates a monitor by this instance. */
  static void evaluate(LiveApi api, String tenant, String id, String body) {
    api.bean(MonitorEvaluation.class).evaluate(entry(tenant, id, body, 1), Suppression.NONE);
  }

  static SettingEntry<Monitor> entry(String tenant, String id, String body, long revision) {
    JsonNode tree = JsonMapper.shared().readTree(body);
    return new SettingEntry<>(
        SettingSample.create("monitor", tenant, id, tree, revision, LiveApi.NOW),
        MonitorParser.parse(id, tree));
  }
}
