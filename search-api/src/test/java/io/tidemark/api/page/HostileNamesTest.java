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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Models, users and workflows may be called anything; the page shows it, and does nothing of it.
 */
@Tag("browser")
class HostileNamesTest extends BrowserTest {

  private static final String TENANT = "siren";
  private static final String CUT =
      "return [...document.querySelectorAll('main th, main td')].filter(cell =>"
          + " cell.scrollWidth > cell.clientWidth + 1 && !cell.title"
          + " && !cell.querySelector('[title]')).length";

  private static final String IMAGE = "<img src=x onerror=\"window.hit=1\">";
  private static final List<String> NAMES =
      List.of(
          IMAGE,
          "</td><script>window.hit=1</script>",
          "javascript:window.hit=1",
          "=HYPERLINK(\"http://example.org\",\"x\")",
          "\u202eelbisiver\u202c \u05d0\u05d1\u05d2",
          "{b|bold} {a} {{value}}",
          "x".repeat(500));

  @BeforeAll
  static void documents() {
    Instant hour = Instant.parse("2026-03-12T08:00:00Z");
    List<IndexedDocument> documents = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      documents.add(
          document(
              IndexFamily.MODEL_CALLS_HOURLY,
              hour,
              hourly(hour)
                  .put("model", name)
                  .put("user_id", name)
                  .put("api_key_id", name)
                  .put("project_id", name)
                  .put("calls", 100L - i)
                  .put("succeeded", 100L - i)
                  .put("failed", 0L)
                  .put("blocked", 0L)));
      documents.add(
          document(
              IndexFamily.COMFYUI_HOURLY,
              hour,
              hourly(hour)
                  .put("workflow_id", name)
                  .put("workflow_name", name)
                  .put("user_id", name)
                  .put("executions", 100L - i)
                  .put("failed", 1L)));
      documents.add(
          document(
              IndexFamily.MODEL_CALLS_RECORDS,
              hour,
              JsonMapper.shared()
                  .createObjectNode()
                  .put("event_time", hour.plusSeconds(100 - i).toString())
                  .put("tenant_id", TENANT)
                  .put("request_id", name)
                  .put("model", name)
                  .put("user_id", name)
                  .put("outcome", "failed")
                  .put("error_type", name)));
    }
    LiveApi.shared().index(documents);
  }

  private static ObjectNode hourly(Instant hour) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("hour", hour.toString())
        .put("window_minutes", 60)
        .put("tenant_id", TENANT)
        .put("final", true)
        .put("revision", 0);
  }

  private static IndexedDocument document(IndexFamily family, Instant time, ObjectNode source) {
    return new IndexedDocument(family.indexAt(time.toEpochMilli()), null, source);
  }

  @AfterEach
  void nothingRan() {
    assertThat(browser.js("return window.hit === undefined")).isEqualTo(true);
    assertThat(browser.has("main img, main script")).isFalse();
    assertThat(browser.js("return document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing sticks out of the page")
        .isEqualTo(true);
    assertThat(browser.js(CUT)).as("cells that are cut without their full text").isEqualTo(0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-calls", "comfyui"})
  void listsShowNamesAsTheyAre(String tab) {
    openTab(tab);

    assertThat(texts("[data-panel=distribution] .ranking tbody button")).isEqualTo(NAMES);
    browser.click("[data-panel=trend] [data-tool=table]");
    assertThat(texts("[data-panel=trend] th").subList(1, NAMES.size() + 1)).isEqualTo(NAMES);
    browser.js("document.querySelector('[data-panel=entities]').scrollIntoView()");
    browser.await(
        "The table never had the names",
        () -> texts(".entities tbody .name-cell button").equals(NAMES));
  }

  @Test
  void modelsWithoutAPriceAreNamedAsTheyAre() {
    openTab("cost");

    assertThat(texts("[data-panel=missing-prices] td:nth-child(2)")).containsAll(NAMES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"records"})
  void recordsShowNamesAsTheyAre(String tab) {
    openTab(tab);

    assertThat(texts(".records td:nth-child(4)")).isEqualTo(NAMES);
    browser.click(".records tbody tr:first-child button");
    browser.awaitText("dd[data-field=error_type]", IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-calls"})
  void aHostileNameCanBeChosenAndKeptAsAFile(String tab) {
    openTab(tab);
    browser.loading(
        () -> browser.click("[data-panel=distribution] .ranking tbody tr:first-child button"));

    assertThat(texts(".chip-text")).containsExactly("Model = " + IMAGE);
    assertThat(browser.metric("calls")).isEqualTo("100");
    browser.loading(() -> browser.click(".chips > .link"));
    browser.pointer().moveToElement(browser.find("[data-panel=trend] .chart")).perform();
    browser.click("[data-panel=distribution] [data-tool=csv]");
    assertThat(new String(browser.download("csv"), UTF_8))
        .contains("\"'=HYPERLINK(\"\"http://example.org\"\",\"\"x\"\")\"");
  }

  /** As the page holds them, not as the browser breaks them into lines. */
  @SuppressWarnings("unchecked")
  private List<String> texts(String selector) {
    return (List<String>)
        browser.js(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)",
            selector);
  }

  private void openTab(String tab) {
    String token = api.tokens().superAdmin(TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&tab=" + tab + "#token=" + token);
  }
}
