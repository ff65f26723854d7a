/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Mood;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table, CSV and picture of a chart belong to the answer that its panel shows. */
@Tag("browser")
class ChartToolsTest {

  private static final List<String> TOOLS = List.of("table", "csv", "png");

  /** Enabled tools of all panels, as panel/tool. */
  private static final String ENABLED =
      "return [...document.querySelectorAll('[data-tool]:enabled')].filter(t => t.closest('.tools'))"
          + ".map(t => t.closest('[data-panel]').dataset.panel + '/' + t.dataset.tool)";

  private final LiveApi api = LiveApi.shared();
  private Browser browser;

  @BeforeEach
  void open() {
    Harbor.indexed(api);
    browser = Browser.shared().fresh(api.uri());
  }

  @ParameterizedTest
  @CsvSource({
    "model-calls, model, 2",
    "comfyui, workflow_id, 2",
    "training, base_model, 1",
    "performance, model, 6",
    "coding-agents, agent, 1",
  })
  void aFirstViewWithoutDataOffersNoTools(String tab, String filter, int panels) {
    openView(tab + "&" + filter + "=no-such-value");

    assertThat(browser.texts("[data-panel]:has(.tools [data-tool=png]) .panel-message"))
        .filteredOn(message -> message.startsWith("No usage in this view."))
        .hasSize(panels);
    assertThat(enabledTools()).allMatch(tool -> tab.equals("comfyui") && isConcurrency(tool));
    browser.assertNothingWentWrong();
  }

  /** Concurrency follows the period alone and has data under every filter. */
  private static boolean isConcurrency(String tool) {
    return tool.startsWith("concurrency/") || tool.startsWith("levels/");
  }

  @Test
  void anEmptyViewDoesNotOfferTheDataOfTheViewBefore() {
    openView("model-calls");
    assertThat(enabledTools()).contains("trend/csv", "trend/png", "trend/table");

    browser.loading(() -> follow("model-calls&model=no-such-value"));
    assertThat(enabledTools()).isEmpty();
    assertThat(browser.shows("[data-panel=trend] .panel-body")).isFalse();

    browser.loading(() -> follow("model-calls&model=gpt-4o"));
    for (String tool : TOOLS) {
      assertThat(enabledTools()).contains("trend/" + tool, "distribution/" + tool);
    }
    browser.click("[data-panel=distribution] [data-tool=csv]");
    assertThat(new String(browser.download("csv"), UTF_8))
        .contains("gpt-4o")
        .doesNotContain("qwen3-32b");
    browser.assertNothingWentWrong();
  }

  /** The table stays a table while a panel is empty in between. */
  @Test
  void drawsNoViewThatWasLeftWhileTheLibraryLoaded() {
    openView("model-calls");
    Object drawn =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "import('/page/charts/chart-panel.js').then(({ ChartPanel }) => {"
                + " const chart = { element: document.createElement('div'), draw() {} };"
                + " const page = { view: {} };"
                + " const panel = new ChartPanel({ chart, page, title: 'x', name: 'x' });"
                + " const drawn = [];"
                + " const fill = (name) => panel.fill(Promise.resolve({ name }),"
                + "   (answer) => { drawn.push(answer.name); return {}; });"
                + " Promise.allSettled([fill('left'), fill('shown')]).then(() => done(drawn)); })");
    assertThat(drawn).isEqualTo(List.of("shown"));
  }

  @Test
  void aTableFollowsItsPanelThroughAnEmptyView() {
    openView("model-calls");
    browser.click("[data-panel=distribution] [data-tool=table]");
    browser.loading(() -> follow("model-calls&model=no-such-value"));
    assertThat(browser.shows("[data-panel=distribution] table")).isFalse();

    browser.loading(() -> follow("model-calls&model=gpt-4o"));
    assertThat(browser.texts("[data-panel=distribution] .chart + div tbody td:first-child"))
        .containsExactly("gpt-4o");
    browser.assertNothingWentWrong();
  }

  @Test
  void aPanelThatCouldNotBeLoadedOffersNoTools() {
    api.proxy().setMood(Mood.GONE);
    try {
      openView("performance");
      assertThat(enabledTools()).isEmpty();
    } finally {
      api.proxy().setMood(Mood.PASS);
      String token = api.tokens().superAdmin(Harbor.TENANT, "root");
      browser.await(
          "The API never recovered",
          () -> api.get(token, "/api/v1/model-calls/summary").status() == 200);
    }
  }

  /** Answers on their way belong to another view than the one that is still drawn. */
  @Test
  void aFileIsNamedAfterTheViewThatIsDrawn() {
    openView("model-calls&range=1d");
    api.proxy().setMood(Mood.HOLD);
    try {
      browser.click("[data-range='12h']");
      browser.click("[data-panel=trend] [data-tool=csv]");
      browser.download("csv");
      assertThat(browser.fileNames()).singleElement().asString().contains("-1d");
    } finally {
      api.proxy().setMood(Mood.PASS);
    }
    browser.awaitLoaded();
    browser.assertNothingWentWrong();
  }

  @SuppressWarnings("unchecked")
  private List<String> enabledTools() {
    return (List<String>) browser.js(ENABLED);
  }

  /** Goes to another view of the open page, as a link within it does. */
  private void follow(String view) {
    browser.follow("/?zone=UTC&tab=" + view);
  }

  private void openView(String view) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&tab=" + view + "#token=" + token);
  }

  @AfterEach
  void passAgain() {
    api.proxy().setMood(Mood.PASS);
  }
}
