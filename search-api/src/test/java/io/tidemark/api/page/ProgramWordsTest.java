/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.model.index.IndexFamily;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Values of the program that have no meaning for a reader never reach the page. */
@Tag("browser")
class ProgramWordsTest {

  /** Documents that hold nothing but what every document must hold. */
  private static final String SPARSE = "sparse";

  private static final String EMPTY = "no-usage-at-all";

  private static final List<String> VIEWS =
      List.of(
          "tab=model-calls",
          "tab=model-calls&range=30d&metric=error_rate&group=provider",
          "tab=comfyui",
          "tab=comfyui&dimension=workflow",
          "tab=training",
          "tab=performance",
          "tab=coding-agents&range=2h",
          "tab=" + ScriptedWorkload.ID,
          "tab=" + ScriptedWorkload.ID + "&metric=audio_bytes&group=quality&share=audio_bytes",
          "tab=records",
          "tab=records&kind=comfyui",
          "tab=records&record=no-such-record",
          "tab=budgets",
          "tab=alerts",
          "tab=people",
          "tab=sources",
          "tab=status");

  /** Notes all texts that are drawn on a canvas. */
  private static final String NOTE_DRAWN_TEXTS =
      "window.drawn = [];"
          + "for (const name of ['fillText', 'strokeText']) {"
          + "  const real = CanvasRenderingContext2D.prototype[name];"
          + "  CanvasRenderingContext2D.prototype[name] = function (text, ...rest) {"
          + "    window.drawn.push(String(text)); return real.call(this, text, ...rest); };"
          + "}";

  /**
   * Everything on the page that can be read, heard or followed: how many texts, and those with a
   * word of the program.
   */
  private static final String READABLE =
      "const found = [document.title, ...window.drawn];"
          + "for (const one of document.querySelectorAll('html, html *')) {"
          + "  if (['SCRIPT', 'STYLE', 'LINK'].includes(one.tagName)) { continue; }"
          + "  for (const name of ['title', 'aria-label', 'placeholder', 'href', 'value', 'alt']) {"
          + "    if (one.hasAttribute(name)) { found.push(name + ': ' + one.getAttribute(name)); }"
          + "  }"
          + "  found.push('class: ' + (one.getAttribute('class') ?? ''));"
          + "  for (const node of one.childNodes) {"
          + "    if (node.nodeType === Node.TEXT_NODE) { found.push(node.data); }"
          + "  }"
          + "}"
          + "const word = /\\b(false|undefined|NaN|null|Infinity)\\b|\\[object/;"
          + "return [found.length, found.filter(text => word.test(text))]";

  /** Opens every popover, so that its content is part of the page. */
  private static final String OPEN_ALL =
      "document.querySelectorAll('[aria-haspopup=dialog]').forEach(opener => {"
          + "  const box = opener.nextElementSibling;"
          + "  box.popover = 'manual'; box.togglePopover(true); })";

  /** Shows each chart that has an answer as a table. */
  private static final String SHOW_TABLES =
      "document.querySelectorAll('[data-tool=table]').forEach(tool => {"
          + "  if (!tool.closest('[data-panel]').querySelector('.panel-body').hidden) {"
          + "    tool.click(); } })";

  private static final LiveApi API = LiveApi.shared();

  private final Browser browser = Browser.shared();

  @BeforeAll
  static void documents() {
    Harbor.indexed(API);
    API.index(
        Stream.of(
                hourly(IndexFamily.MODEL_CALLS_HOURLY).put("calls", 1),
                hourly(IndexFamily.COMFYUI_HOURLY).put("executions", 1),
                hourly(IndexFamily.TRAINING_HOURLY).put("jobs", 1),
                hourly(IndexFamily.CODING_AGENTS_HOURLY).put("measurements", 1),
                record().put("request_id", "call-1"),
                record()
                    .put("task_id", "run-1")
                    .set("context", JsonMapper.shared().createObjectNode().putNull("machine")))
            .map(ProgramWordsTest::indexed)
            .toList());
  }

  private static ObjectNode hourly(IndexFamily family) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("family", family.name())
        .put("hour", Harbor.FROM.toString())
        .put("window_minutes", 60)
        .put("tenant_id", SPARSE);
  }

  private static ObjectNode record() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("event_time", Harbor.FROM.toString())
        .put("tenant_id", SPARSE);
  }

  private static IndexedDocument indexed(ObjectNode source) {
    IndexFamily family =
        source.has("family")
            ? IndexFamily.valueOf(source.remove("family").asString())
            : source.has("task_id") ? IndexFamily.COMFYUI_RECORDS : IndexFamily.MODEL_CALLS_RECORDS;
    return new IndexedDocument(family.indexAt(Harbor.FROM.toEpochMilli()), null, source);
  }

  static Stream<List<String>> tenantsAndLanguages() {
    return Stream.of(Harbor.TENANT, SPARSE, EMPTY)
        .flatMap(tenant -> Stream.of("en", "zh").map(language -> List.of(tenant, language)));
  }

  @ParameterizedTest
  @MethodSource("tenantsAndLanguages")
  void showsNoValueThatOnlyTheProgramUnderstands(List<String> tenantAndLanguage) {
    ScriptedWorkload workload = ScriptedWorkload.addTo(browser);
    try {
      open(tenantAndLanguage.get(0), tenantAndLanguage.get(1));
      assertThat(browser.has("nav [data-tab=" + ScriptedWorkload.ID + "]")).isTrue();
      assertViewsReadable(tenantAndLanguage.get(0));
    } finally {
      workload.close();
    }
  }

  private void assertViewsReadable(String tenant) {
    for (String view : VIEWS) {
      browser.loading(() -> browser.follow("/?zone=UTC&" + view));
      assertReadable(view);
      browser.js(SHOW_TABLES);
      browser.js("document.querySelector('.records tbody button')?.click()");
      browser.js(OPEN_ALL);
      assertReadable(view + ", all opened");
    }
    if (tenant.equals(Harbor.TENANT)) {
      assertThat(browser.js("return window.drawn.length > 100"))
          .as("texts on charts were noted")
          .isEqualTo(true);
    }
  }

  @SuppressWarnings("unchecked")
  private void assertReadable(String view) {
    List<Object> readable = (List<Object>) browser.js(READABLE);
    assertThat((Long) readable.get(0)).as("texts of " + view).isGreaterThan(20);
    assertThat((List<String>) readable.get(1)).as(view).isEmpty();
  }

  private void open(String tenant, String language) {
    browser.fresh(API.uri());
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    String token = API.tokens().superAdmin(tenant, "root");
    browser.open(API.uri() + "/?zone=UTC#token=" + token);
    browser.js(NOTE_DRAWN_TEXTS);
  }
}
