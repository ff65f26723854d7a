/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.people.PeopleSample;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and prints say what they show, also to somebody who never saw the page. */
@Tag("browser")
class KeptFilesTest extends BrowserTest {

  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Notes every text that is written on a canvas, as the words of a picture are. */
  private static final String NOTE_WRITTEN =
      "window.written = []; const draw = CanvasRenderingContext2D.prototype.fillText;"
          + "CanvasRenderingContext2D.prototype.fillText = function (words, ...at) {"
          + " window.written.push(words); return draw.call(this, words, ...at); }";

  @BeforeEach
  void indexUsage() {
    Harbor.indexed(api);
  }

  @Test
  void aTrendMarksTheWindowsThatMayStillChange() {
    openView("model-calls&range=12h");

    List<String> rows = csv("trend");
    assertThat(rows.get(0)).startsWith("time,").endsWith(",provisional");
    assertThat(rows.subList(1, rows.size())).hasSize(13);
    assertThat(rows.get(13)).startsWith("2026-03-12T10:00").endsWith(",true");
    assertThat(rows.subList(1, 13)).allMatch(row -> row.endsWith(",false"));
  }

  @Test
  void filesTellUsersOfOneNameApart() {
    SampleTenant.index(api, "namesakes", "");
    String token = api.tokens().superAdmin("namesakes", "root");
    PeopleSample.put(
        api,
        token,
        "{\"kind\":\"user\",\"id\":\"alice\",\"name\":\"Li Wei\"}",
        "{\"kind\":\"user\",\"id\":\"carol\",\"name\":\"Li Wei\"}");
    browser.open(api.uri() + "/?zone=UTC&tab=model-calls&group=user_id&by=user_id#token=" + token);

    assertThat(csv("trend").get(0)).contains(",Li Wei (alice),", ",Li Wei (carol),");
    assertThat(csv("distribution"))
        .anyMatch(row -> row.startsWith("Li Wei (alice),"))
        .anyMatch(row -> row.startsWith("Li Wei (carol),"));
    assertThat(browser.exactTexts("[data-panel=distribution] .name-cell button"))
        .contains("Show only Li Wei (alice)");
  }

  @ParameterizedTest
  @CsvSource({
    "model-calls, distribution",
    "performance, latency_ms codes",
    "comfyui, concurrency levels",
  })
  void everyChartMarksRowsThatMayStillChange(String tab, String panels) {
    openView(tab + "&range=1d");
    for (String panel : panels.split(" ", -1)) {
      List<String> open = csv(panel);
      assertThat(open.get(0)).as(panel).endsWith(",provisional");
      assertThat(open.get(open.size() - 1)).as(panel).endsWith(",true");
    }

    browser.loading(
        () ->
            browser.follow(
                "/?zone=UTC&tab=" + tab + "&from=2026-03-11T10:00:00Z&to=2026-03-12T09:00:00Z"));
    for (String panel : panels.split(" ", -1)) {
      List<String> closed = csv(panel);
      assertThat(closed.subList(1, closed.size()))
          .as(panel)
          .allMatch(row -> row.endsWith(",false"));
    }
  }

  @Test
  void chartsAndRecordsComeWithTheMarkThatSpreadsheetsNeed() {
    openView("model-calls");
    browser.click("[data-panel=trend] [data-tool=csv]");
    assertThat(browser.download("csv")).startsWith(UTF_8_MARK);

    for (String kind : List.of("model-calls", "comfyui")) {
      browser.forgetFiles();
      openView("records&kind=" + kind);
      browser.click("[data-tool=csv]");
      assertThat(browser.download("csv")).as(kind).startsWith(UTF_8_MARK);
    }
    browser.click("[data-tool=ndjson]");
    assertThat(browser.download("ndjson")).startsWith('{');
  }

  @Test
  void fileNamesTellWorkloadMetricAndPeriodApart() {
    openView("model-calls&metric=input_tokens&group=none&range=12h");
    browser.click("[data-panel=trend] [data-tool=csv]");
    browser.download("csv");
    browser.click("[data-panel=distribution] [data-tool=png]");
    browser.download("png");
    assertThat(browser.fileNames())
        .containsExactlyInAnyOrder(
            "tidemark-model-calls-trend-input_tokens-hour-12h.csv",
            "tidemark-model-calls-distribution-calls-by-model-12h.png");

    browser.forgetFiles();
    openView("comfyui&from=2026-03-11T10:00:00Z&to=2026-03-12T09:00:00Z&dimension=workflow");
    browser.click("[data-panel=trend] [data-tool=csv]");
    browser.download("csv");
    assertThat(browser.fileNames())
        .containsExactly(
            "tidemark-comfyui-trend-executions-by-workflow_name-hour-"
                + "2026-03-11T10-00_2026-03-12T09-00.csv");
  }

  /** Names from outside keep their letters, but nothing that a file system takes for more. */
  @Test
  void fileNamesSurviveHostileNames() {
    openView("model-calls");
    Object name =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "import('/page/table/file.js').then(m => done(m.fileName("
                + " ['comfyui', '../../etc\\u202e/\\u4eba\\u50cf:*?' + '\\u{20000}'.repeat(300)],"
                + " { range: '1d' }, 'csv')))");
    assertThat(name.toString())
        .startsWith("tidemark-comfyui-..-..-etc-\u4eba\u50cf-")
        .endsWith("-1d.csv")
        .doesNotContain("/", "\u202e", "*");
    assertThat(name.toString().getBytes(UTF_8).length).isLessThan(250);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trend", "distribution"})
  void aPictureCarriesTitlePeriodFiltersTenantAndMetric(String panel) {
    openView("model-calls&zone=Asia/Shanghai&model=gpt-4o&model=qwen3-32b&not_user_id=bob");
    String words = picture(panel);
    assertThat(words)
        .contains(
            panel.equals("trend") ? "Usage trend" : "Usage distribution",
            "Metric: Calls · By: Model",
            "Period: 03/11/2026 18:00 – 03/12/2026 19:00 (Asia/Shanghai)",
            "Filters: Model = gpt-4o, qwen3-32b; User ≠ bob",
            "Tenant: harbor · as seen by root",
            "Final until 03/12/2026 18:00");
  }

  /** The filters above do not apply to concurrency, so its picture must not name them. */
  @Test
  void aPictureOfConcurrencyNamesTheRunsThatItShows() {
    openView("comfyui&workflow_id=wf-portrait");
    assertThat(picture("levels"))
        .contains("Of: Whole tenant", "Filters: not applied")
        .doesNotContain("portrait");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-calls", "comfyui", "training", "performance", "records"})
  void printsPeriodAndFilters(String tab) {
    openView(tab + "&not_user_id=bob");
    assertThat(browser.shows(".print-only")).isFalse();

    browser.emulatePrint();
    assertThat(browser.shows(".view-bars")).isFalse();
    assertThat(String.join("\n", browser.texts(".print-head")))
        .contains(
            "Period: 03/11/2026 10:00 – 03/12/2026 11:00 (UTC)",
            "User ≠ bob",
            "Tenant: harbor · as seen by root");
    if (browser.has("[data-panel=trend]")) {
      assertThat(browser.texts("[data-panel=trend] .print-only").get(0)).contains("Metric: ");
      assertThat(browser.js("return document.querySelector('.chart canvas').offsetHeight > 100"))
          .isEqualTo(true);
    }
  }

  /** Light letters of a dark page would not be seen on paper. */
  @Test
  void aPrintOfADarkPageIsLight() {
    browser.js("localStorage.setItem('tidemark.theme', 'dark')");
    openView("model-calls");
    Object dark = axisColor();

    browser.emulatePrint();
    browser.await(
        "The print never became light",
        () -> "light".equals(browser.js("return document.documentElement.dataset.theme")));
    assertThat(axisColor()).isEqualTo("#55656f").isNotEqualTo(dark);

    browser.emulate("prefers-color-scheme", "light");
    browser.await(
        "The page never became dark again",
        () -> "dark".equals(browser.js("return document.documentElement.dataset.theme")));
    assertThat(axisColor()).isEqualTo(dark);
  }

  private Object axisColor() {
    return browser.asyncJs(
        "const done = arguments[arguments.length - 1];"
            + "import(document.querySelector('link[rel=modulepreload]').href).then(echarts => {"
            + " const place = document.querySelector('[data-panel=trend] .chart');"
            + " done(echarts.getInstanceByDom(place).getOption().xAxis[0].axisLabel.color); })");
  }

  private List<String> csv(String panel) {
    browser.forgetFiles();
    browser.click("[data-panel=" + panel + "] [data-tool=csv]");
    return Stream.of(new String(browser.download("csv"), UTF_8).substring(1).split("\r\n"))
        .toList();
  }

  /** Everything that is written on the picture of a panel, words broken into lines put together. */
  @SuppressWarnings("unchecked")
  private String picture(String panel) {
    browser.js(NOTE_WRITTEN);
    browser.click("[data-panel=" + panel + "] [data-tool=png]");
    assertThat(browser.download("png")).startsWith(0x89, 'P', 'N', 'G');
    return String.join("\n", (List<String>) browser.js("return window.written"));
  }

  private void openView(String view) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    String zone = view.contains("zone=") ? "" : "zone=UTC&";
    browser.open(api.uri() + "/?" + zone + "tab=" + view + "#token=" + token);
  }
}
