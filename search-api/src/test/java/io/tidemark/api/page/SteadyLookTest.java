/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names fit, nothing leaves a hole, and a refresh or a filter changes the numbers alone. */
@Tag("browser")
class SteadyLookTest extends BrowserTest {

  /** The colour of each series of a trend by name. */
  private static final String SERIES_COLOURS =
      "const done = arguments[arguments.length - 1];"
          + "import(document.querySelector('link[rel=modulepreload]').href).then(echarts => {"
          + " const place = document.querySelector('[data-panel=trend] .chart');"
          + " done(Object.fromEntries(echarts.getInstanceByDom(place).getOption().series"
          + "  .filter(one => one.id !== 'provisional').map(one => [one.name, one.color]))); })";

  private static final String LIST_COLOURS =
      "const pen = document.createElement('canvas').getContext('2d');"
          + "return Object.fromEntries([...document.querySelectorAll("
          + " `[data-panel=${arguments[0]}] .ranking tbody tr`)].map(row => {"
          + " pen.fillStyle = row.querySelector('.dot').style.background;"
          + " return [row.querySelector('.name-cell > :last-child').textContent, pen.fillStyle]; }))";

  private static final String ON_TREND =
      "const done = arguments[arguments.length - 1];"
          + "import(document.querySelector('link[rel=modulepreload]').href).then(echarts => {"
          + " const place = document.querySelector('[data-panel=trend] .chart');"
          + " const chart = echarts.getInstanceByDom(place); done(%s); })";

  @BeforeEach
  void indexUsage() {
    Harbor.indexed(api);
  }

  @ParameterizedTest
  @CsvSource({
    "performance, en, 1280 1920 390",
    "performance, zh, 1280",
    "model-calls, en, 1280",
    "comfyui, en, 1280",
    "training, zh, 1280",
    "coding-agents, en, 390",
  })
  void everyCardShowsItsWholeName(String tab, String language, String widths) {
    openView(tab, language, true);
    for (int width : widthsOf(widths)) {
      browser.resize(width, 900);
      assertThat(
              browser.js(
                  "return [...document.querySelectorAll('.card-label > span')]"
                      + ".filter(label => label.scrollWidth > label.clientWidth"
                      + "  || label.scrollHeight > label.clientHeight)"
                      + ".map(label => label.textContent)"))
          .as("%d", width)
          .isEqualTo(List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-calls", "training"})
  void theCardsOfAMemberLeaveNoHole(String tab) {
    openView(tab, "en", false);
    for (int width : widthsOf("1280 1920 900 390")) {
      browser.resize(width, 900);
      List<?> ends =
          (List<?>)
              browser.js(
                  "const rows = new Map();"
                      + "document.querySelectorAll('.card').forEach(card => {"
                      + " const box = card.getBoundingClientRect();"
                      + " rows.set(box.top, Math.max(rows.get(box.top) ?? 0, box.right)); });"
                      + "const cards = document.querySelector('.cards').getBoundingClientRect();"
                      + "return [...rows.values()].map(end => cards.right - end)");
      assertThat(ends).isNotEmpty();
      assertThat(ends)
          .as("%d", width)
          .allSatisfy(gap -> assertThat(number(gap)).isCloseTo(0, within(1.5)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-calls", "comfyui", "performance"})
  void theToolsOfAPanelStandAtItsRightEdge(String tab) {
    openView(tab, "en", true);
    for (int width : widthsOf("1440 1280 1024 900 390")) {
      browser.resize(width, 900);
      List<?> gaps =
          (List<?>)
              browser.js(
                  "return [...document.querySelectorAll('.panel-head:has(.tools > *)')]"
                      + ".map(head => head.getBoundingClientRect().right"
                      + "  - head.querySelector('.tools').getBoundingClientRect().right)");
      assertThat(gaps).hasSizeGreaterThan(2);
      assertThat(gaps)
          .as("%d", width)
          .allSatisfy(gap -> assertThat(number(gap)).isCloseTo(0, within(1.5)));
    }
  }

  @Test
  void headBarsAndContentStartAtOneEdge() {
    openView("model-calls", "en", true);
    for (int width : widthsOf("1280 1920 2560 390")) {
      browser.resize(width, 900);
      List<?> edges =
          (List<?>)
              browser.js(
                  "return ['.brand', '.bar', '.cards']"
                      + ".map(part => document.querySelector(part).getBoundingClientRect().left)");
      assertThat(edges)
          .as("%d", width)
          .allSatisfy(edge -> assertThat(edge).isEqualTo(edges.get(0)));
    }
  }

  private static int[] widthsOf(String widths) {
    return Stream.of(widths.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void aNameKeepsItsColourUnderFiltersInEveryChartAndInALaterVisit(String theme) {
    browser.emulate("prefers-color-scheme", theme);
    openView("model-calls", "en", true);
    Map<String, String> all = colours(browser.asyncJs(SERIES_COLOURS));
    assertThat(all).containsOnlyKeys(Harbor.MODELS);
    assertThat(new HashSet<>(all.values())).hasSameSizeAs(Harbor.MODELS);
    assertThat(list("distribution")).isEqualTo(all);

    for (String model : Harbor.MODELS) {
      browser.loading(() -> browser.follow("/?zone=UTC&tab=model-calls&model=" + model));
      assertThat(colours(browser.asyncJs(SERIES_COLOURS))).containsEntry(model, all.get(model));
      assertThat(list("distribution")).containsEntry(model, all.get(model));
    }
    openView("performance", "en", true);
    assertThat(colours(browser.asyncJs(SERIES_COLOURS))).containsAllEntriesOf(all);
  }

  /** WCAG 2.1 asks for 3 : 1 between a part of a drawing and its background. */
  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyColourStandsOutFromItsPanel(String theme) {
    browser.emulate("prefers-color-scheme", theme);
    openView("status", "en", true);
    Object weak =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "const light = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255)"
                + " .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)"
                + " .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);"
                + "const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);"
                + "import('/page/charts/palette.js').then(m => { const { names, series, other, unknown, back } = m.palette();"
                + " done([...names, ...series, other, unknown].filter(c => contrast(light(c), light(back)) < 3)); })");
    assertThat(weak).isEqualTo(List.of());
  }

  @Test
  void unknownValuesAndAllOthersHaveColoursOfTheirOwn() {
    openView("status", "en", true);
    Object colours =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "Promise.all(['ranking', 'share-chart'].map(name =>"
                + " import(`/page/charts/${name}.js`))).then(([{ parts }, { partColour }]) => {"
                + " const answer = { group_by: ['model'], other: { value: 1, share: 0.5 },"
                + "  groups: [{ key: { model: null }, value: 1, share: 0.5 }] };"
                + " done(new Set(parts('model-calls', answer).map(partColour)).size); })");
    assertThat(colours).isEqualTo(2L);
  }

  @Test
  void manyNamesOfOneChartHaveColoursOfTheirOwn() {
    openView("status", "en", true);
    Object distinct =
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "import('/page/charts/colours.js').then(m => {"
                + " const names = at => Array.from({ length: 8 }, (_, i) => `name-${(8 * at + i) ** 3}`);"
                // Charts of their own have given them a number before.
                + " Array.from({ length: 20 }, (_, at) => names(at)).flat()"
                + "  .forEach(name => m.colourNumbers([name]));"
                + " done(Array.from({ length: 40 }, (_, at) =>"
                + "  new Set(m.colourNumbers(names(at))).size)); })");
    assertThat((List<?>) distinct).hasSize(40).allMatch(size -> number(size) == 8);
  }

  @ParameterizedTest
  @CsvSource({"comfyui, 1280 1360 390", "model-calls, 390"})
  void namesOfAListAreShownWhole(String tab, String widths) {
    openView(tab, "en", true);
    for (int width : widthsOf(widths)) {
      browser.resize(width, 900);
      assertThat(
              browser.js(
                  "return [...document.querySelectorAll('.ranking .name-cell > :last-child')]"
                      + ".filter(name => name.scrollWidth > name.clientWidth + 1"
                      + "  || name.scrollHeight > name.clientHeight + 1 || !name.title)"
                      + ".map(name => name.textContent)"))
          .as("%d", width)
          .isEqualTo(List.of());
    }
  }

  @Test
  void aRefreshKeepsHiddenSeriesAndScroll() {
    openView("model-calls", "en", true);
    browser.asyncJs(
        ON_TREND.formatted(
            "chart.dispatchAction({ type: 'legendUnSelect', name: 'gpt-4o' }) ?? null"));
    browser.loading(() -> browser.click("#refresh"));
    assertThat(browser.asyncJs(ON_TREND.formatted("chart.getOption().legend[0].selected")))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("gpt-4o", false);

    browser.click("[data-panel=trend] [data-tool=table]");
    String scrolled =
        "return document.querySelector('[data-panel=trend] .chart + div .table-scroll').scrollTop";
    browser.js(scrolled.replace("return ", "") + " = 60");
    assertThat(browser.js(scrolled)).isEqualTo(60L);
    browser.js("scrollTo(0, 300)");
    browser.loading(() -> browser.js("document.querySelector('#refresh').click()"));
    assertThat(browser.js(scrolled)).isEqualTo(60L);
    assertThat(browser.js("return Math.round(scrollY)")).isEqualTo(300L);
  }

  @Test
  void aRefreshKeepsAnOpenExplanation() {
    openView("model-calls", "en", true);
    for (String place :
        List.of("#final-through", "[data-panel=trend]", "[data-panel=distribution]")) {
      browser.click(place + " .sign");
      browser.await("It never opened", () -> browser.shows(place + " .explanation"));
      browser.loading(() -> browser.js("document.querySelector('#refresh').click()"));
      assertThat(browser.shows(place + " .explanation")).as(place).isTrue();
    }
  }

  /** One series has no legend, which alone could show it again. */
  @Test
  void aSeriesHiddenAmongOthersIsShownWhereItIsAlone() {
    openView("model-calls", "en", true);
    browser.asyncJs(
        ON_TREND.formatted(
            "chart.dispatchAction({ type: 'legendUnSelect', name: 'gpt-4o' }) ?? null"));
    browser.loading(() -> browser.follow("/?zone=UTC&tab=model-calls&model=gpt-4o"));
    assertThat(
            browser.asyncJs(
                ON_TREND.formatted(
                    "chart.getOption().legend.every(one => one.selected['gpt-4o'] !== false)")))
        .isEqualTo(true);
  }

  @Test
  void aRefreshKeepsARecordListWhereItWasScrolledTo() {
    browser.resize(390, 900);
    openView("records", "en", true);
    browser.js("document.querySelector('.records').parentElement.scrollLeft = 80");
    browser.loading(() -> browser.js("document.querySelector('#refresh').click()"));
    assertThat(browser.js("return document.querySelector('.records').parentElement.scrollLeft"))
        .isEqualTo(80L);
  }

  private Map<String, String> list(String panel) {
    return colours(browser.js(LIST_COLOURS, panel));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> colours(Object found) {
    return (Map<String, String>) found;
  }

  private static double number(Object found) {
    return ((Number) found).doubleValue();
  }

  private void openView(String view, String language, boolean admin) {
    String token =
        admin
            ? api.tokens().superAdmin(Harbor.TENANT, "root")
            : api.tokens().member(Harbor.TENANT, "alice");
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    browser.open(api.uri() + "/?zone=UTC&tab=" + view + "#token=" + token);
  }
}
