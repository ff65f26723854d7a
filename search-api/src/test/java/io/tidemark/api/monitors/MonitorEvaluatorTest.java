/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.monitors.evaluation.MonitorState;
import io.tidemark.api.monitors.metrics.MetricStore;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.settings.SettingSample;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** All monitors of two tenants, one of which fails. */
@Tag("node")
class MonitorEvaluatorTest {

  private static final String FIRST = "evaluator-a";
  private static final String NEXT = "evaluator-b";
  private static final Clock CLOCK = Clock.fixed(LiveApi.NOW, ZoneOffset.UTC);

  private static LiveApi api;

  @BeforeAll
  static void indexUsage() {
    api = LiveApi.shared();
    SampleTenant.index(api, FIRST, "");
    SampleTenant.index(api, NEXT, "");
  }

  @Test
  void aMonitorWithAChannelThatCannotBeReadStopsNoOther() {
    // Its host was allowed when it was stored.
    String channel = "{\"type\":\"alertmanager\",\"url\":\"http://127.0.0.1:9093\"}";
    SettingSample.store(api, "channel", FIRST, "forbidden", channel, LiveApi.NOW);

    evaluateAll("forbidden-host", "forbidden", api.bean(MonitorStates.class));

    assertThat(countMessages(FIRST, "forbidden")).isEqualTo(1);
    assertThat(countMessages(NEXT, "forbidden")).isEqualTo(1);
  }

  @Test
  void aMonitorWhoseStateCannotBeReadStopsNoOther() {
    evaluateAll("broken-state", "broken", new BrokenStates(FIRST, api.bean(MonitorStates.class)));

    assertThat(countMessages(FIRST, "broken")).isZero();
    assertThat(countMessages(NEXT, "broken")).isEqualTo(1);
  }

  private record BrokenStates(String broken, MonitorStates states) implements MonitorStates {

    @Override
    public Optional<Stored> find(String tenant, String monitor) {
      if (tenant.equals(broken)) {
        throw new IllegalStateException("broken");
      }
      return states.find(tenant, monitor);
    }

    @Override
    public boolean create(String tenant, String monitor, MonitorState state) {
      return states.create(tenant, monitor, state);
    }

    @Override
    public boolean replace(String tenant, String monitor, MonitorState state, Version expected) {
      return states.replace(tenant, monitor, state, expected);
    }

    @Override
    public Map<String, MonitorState> list(String tenant, Set<String> monitors) {
      return states.list(tenant, monitors);
    }
  }

  /** Both tenants have a monitor with this id, which sends to a channel with this id. */
  private static void evaluateAll(String id, String channel, MonitorStates states) {
    SettingSample.InMemory settings = SettingSample.createInMemory(CLOCK);
    String body =
        AlertSample.MONITOR.replace(
            "{\"workload\"", "{\"channels\": [\"" + channel + "\"], \"workload\"");
    for (String tenant : List.of(FIRST, NEXT)) {
      settings
          .creation()
          .accept(
              SettingSample.create(
                  "monitor", tenant, id, JsonMapper.shared().readTree(body), 1, LiveApi.NOW));
    }
    MonitorEvaluation evaluation =
        new MonitorEvaluation(
            states,
            api.bean(MetricStore.class),
            api.bean(FinalThrough.class),
            api.bean(AlertMessages.class),
            api.bean(AlertLog.class),
            settings.store(),
            CLOCK);
    MonitorEvaluator evaluator =
        new MonitorEvaluator(
            evaluation,
            settings.views(),
            api.bean(MonitorKind.class),
            api.bean(SilenceKind.class),
            CLOCK);
    settings.views().refresh();

    evaluator.evaluateAll();
  }

  private static int countMessages(String tenant, String channel) {
    String answer =
        api.elasticsearch(
            "POST",
            "/tidemark-messages/_count?ignore_unavailable=true&q=tenant_id:"
                + tenant
                + "%20AND%20channel:"
                + channel,
            "");
    return JsonMapper.shared().readTree(answer).path("count").asInt();
  }
}
