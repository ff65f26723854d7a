/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.model.index.IndexFamily;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls from the playground are records and in no metric: a metric leads to the calls it counts.
 */
@Tag("browser")
class ChannelTest extends BrowserTest {

  private static final String TENANT = "channels";
  private static final int COUNTED = 3;
  private static final int PLAYGROUND = 2;
  private static final String CHANNELS = ".records td:nth-child(7)";

  @BeforeAll
  static void documents() {
    List<IndexedDocument> documents = new ArrayList<>();
    documents.add(
        indexed(
            IndexFamily.MODEL_CALLS_HOURLY,
            source()
                .put("hour", Harbor.FROM.toString())
                .put("window_minutes", 60)
                .put("calls", 2 * COUNTED)
                .put("failed", COUNTED)
                .put("blocked", COUNTED)));
    for (String outcome : List.of("failed", "blocked")) {
      for (int i = 0; i < COUNTED + PLAYGROUND; i++) {
        documents.add(
            indexed(
                IndexFamily.MODEL_CALLS_RECORDS,
                source()
                    .put("event_time", Harbor.FROM.plusSeconds(i).toString())
                    .put("request_id", outcome + i)
                    .put("outcome", outcome)
                    .put("channel", i < COUNTED ? "api" : "playground")));
      }
    }
    LiveApi.shared().index(documents);
  }

  private static ObjectNode source() {
    return JsonMapper.shared().createObjectNode().put("tenant_id", TENANT).put("user_id", "alice");
  }

  private static IndexedDocument indexed(IndexFamily family, ObjectNode source) {
    return new IndexedDocument(family.indexAt(Harbor.FROM.toEpochMilli()), null, source);
  }

  @BeforeEach
  void openTab() {
    String token = api.tokens().superAdmin(TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&tab=model-calls#token=" + token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "blocked"})
  void metricsLeadToExactlyTheCallsThatTheyCount(String metric) {
    assertThat(browser.metric(metric)).isEqualTo(String.valueOf(COUNTED));
    browser.loading(() -> browser.click("[data-metric=" + metric + "] a"));

    assertThat(browser.address()).contains("channel=api", "outcome=" + metric);
    assertThat(browser.texts(".records th:nth-child(7)")).containsExactly("Channel");
    assertThat(browser.texts(CHANNELS)).hasSize(COUNTED).containsOnly("API");
    browser.click("[data-tool=csv]");
    assertThat(new String(browser.download("csv"), UTF_8).lines()).hasSize(1 + COUNTED);
    browser.forgetFiles();

    browser.loading(() -> browser.choose("[name=channel]", "playground"));
    assertThat(browser.texts(CHANNELS)).hasSize(PLAYGROUND).containsOnly("Playground");
    browser.loading(() -> browser.choose("[name=channel]", ""));
    assertThat(browser.texts(CHANNELS)).hasSize(COUNTED + PLAYGROUND);
    browser.loading(() -> browser.click("[data-kind=comfyui]"));
    assertThat(browser.has("[name=channel]")).as("runs have no channel").isFalse();
  }
}
