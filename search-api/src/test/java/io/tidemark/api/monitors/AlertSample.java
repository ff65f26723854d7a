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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stores a monitor and evaluates it once, as the background work of an instance does. */
public final class AlertSample {

  private AlertSample() {}

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
