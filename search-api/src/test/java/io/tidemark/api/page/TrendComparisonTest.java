/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trend next to the line of an earlier period. */
@Tag("browser")
class TrendComparisonTest extends BrowserTest {

  private static final String TREND = "[data-panel=trend]";

  /** How the lines of the trend are drawn. */
  private static final String LINES =
      "const done = arguments[arguments.length - 1];"
          + "import(document.querySelector('link[rel=modulepreload]').href).then(echarts => done("
          + " echarts.getInstanceByDom(document.querySelector('[data-panel=trend] .chart'))"
          + " .getOption().series.filter(one => one.type === 'line')"
          + " .map(one => one.name + ' ' + one.lineStyle.type)))";

  private final Harbor harbor = Harbor.indexed(api);

  @Test
  void comparesTheDayWithTheDayBeforeHourByHour() {
    openTrend("&group=none");
    browser.loading(() -> browser.choose(TREND + " [name=compare]", "previous"));

    assertThat(browser.address()).contains("compare=previous");
    assertThat(browser.texts("[data-note=compared]"))
        .containsExactly("Dashed: period before, 03/10/2026 10:00 – 03/11/2026 11:00");
    browser.click(TREND + " [data-tool=csv]");
    List<String> lines = new String(browser.download("csv"), UTF_8).lines().toList();
    assertThat(browser.fileNames()).singleElement().asString().contains("previous");
    assertThat(lines.get(0)).isEqualTo("\ufefftime,Calls,period before,provisional");
    assertThat(lines).hasSize(26);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Instant hour = Instant.parse(cells[0]);
      assertThat(cells[1]).as(line).isEqualTo(callsOf(hour));
      assertThat(cells[2]).as(line).isEqualTo(callsOf(hour.minus(Duration.ofDays(1))));
    }
    browser.click(TREND + " [data-tool=table]");
    assertThat(browser.texts(TREND + " th")).containsExactly("Time", "Calls", "period before");
  }

  @Test
  void theLineIsThatOfTheFiltersAndDashed() {
    openTrend("&group=none&compare=previous&model=gpt-4o");
    browser.click(TREND + " [data-tool=csv]");
    List<String> lines = new String(browser.download("csv"), UTF_8).lines().toList();
    long before =
        harbor.calls.stream()
            .filter(hour -> "gpt-4o".equals(hour.dimension("model")))
            .filter(hour -> !hour.hour().isBefore(Harbor.FROM.minus(Duration.ofDays(1))))
            .filter(hour -> hour.hour().isBefore(Harbor.TO.minus(Duration.ofDays(1))))
            .mapToLong(hour -> hour.counts().get("calls"))
            .sum();

    assertThat(
            lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[2])
                .filter(cell -> !cell.isEmpty())
                .mapToLong(Long::parseLong)
                .sum())
        .isEqualTo(before);
    assertThat(browser.asyncJs(LINES)).isEqualTo(List.of("Calls solid", "period before dashed"));
  }

  /** One more request, and none unless it is asked for; a link shows the same. */
  @Test
  void aRunningTotalIsComparedWithARunningTotal() {
    openTrend("&group=none&chart=cumulative&compare=previous");
    browser.click(TREND + " [data-tool=csv]");
    List<String> lines = new String(browser.download("csv"), UTF_8).lines().toList();
    long before =
        harbor.calls.stream()
            .filter(hour -> !hour.hour().isBefore(Harbor.FROM.minus(Duration.ofDays(1))))
            .filter(hour -> hour.hour().isBefore(Harbor.TO.minus(Duration.ofDays(1))))
            .mapToLong(hour -> hour.counts().get("calls"))
            .sum();

    assertThat(lines.get(lines.size() - 1).split(",", -1)[2]).isEqualTo(Long.toString(before));
  }

  @Test
  void onlyAWholeIsCompared() {
    openTrend("&group=model&compare=previous");
    assertThat(browser.shows("[data-note=compared]")).isFalse();
    assertThat(browser.texts(TREND + " [name=compare] option:disabled"))
        .containsExactly("period before", "week before");

    browser.loading(() -> browser.choose(TREND + " [name=chart]", "stacked"));
    assertThat(browser.texts("[data-note=compared]")).hasSize(1);
    browser.click(TREND + " [data-tool=table]");
    assertThat(browser.texts(TREND + " th")).endsWith("period before").hasSize(5);
  }

  @Test
  void saysThatAPeriodCannotBeShown() {
    openTrend("&group=none&compare=previous&range=13m");

    assertThat(
            browser.js(
                "return performance.getEntriesByType('resource')"
                    + ".filter(one => one.name.includes('/trend?')).length"))
        .as("no request is for days that are not kept")
        .isEqualTo(1L);
    assertThat(browser.texts("[data-note=compared]").get(0)).startsWith("period before: ");
    assertThat(browser.texts("[data-note=compared]").get(0)).endsWith("cannot be shown.");
    assertThat(browser.shows(TREND + " .chart")).isTrue();
  }

  @Test
  void aTrendIsShownWhereItsComparisonIsRefused() {
    openTrend("&group=none");
    browser.js(
        "const real = window.fetch; let trends = 0; window.fetch = async (address, given) =>"
            + " String(address).includes('/trend?') && ++trends === 2"
            + " ? new Response('{}', { status: 400 }) : real(address, given);");
    browser.loading(() -> browser.choose(TREND + " [name=compare]", "week"));

    assertThat(browser.texts("[data-note=compared]"))
        .containsExactly("week before: 03/04/2026 10:00 – 03/05/2026 11:00 cannot be shown.");
    assertThat(browser.asyncJs(LINES)).isEqualTo(List.of("Calls solid"));
  }

  @Test
  void theUsualViewAsksForNoComparison() {
    openTrend("&group=none");
    browser.js(
        "window.asked = []; const real = window.fetch; window.fetch = (address, given) => {"
            + " window.asked.push(String(address)); return real(address, given); };");
    browser.loading(() -> browser.click("#refresh"));
    assertThat(trends()).isEqualTo(1L);
    browser.js("window.asked.length = 0");
    browser.loading(() -> browser.choose(TREND + " [name=compare]", "week"));
    assertThat(trends()).isEqualTo(2L);
  }

  private Object trends() {
    return browser.js("return window.asked.filter(one => one.includes('/trend?')).length");
  }

  @Test
  void halfADayHasNoPeriodBeforeByDay() {
    openTrend("&group=none&range=12h&interval=day&compare=previous");
    assertThat(browser.texts(TREND + " [name=compare] option:disabled"))
        .containsExactly("period before");
    assertThat(browser.find(TREND + " [name=compare]").getAttribute("value")).isEqualTo("none");
    assertThat(browser.shows("[data-note=compared]")).isFalse();
  }

  private String callsOf(Instant hour) {
    return Long.toString(
        harbor.calls.stream()
            .filter(one -> one.hour().equals(hour))
            .mapToLong(one -> one.counts().get("calls"))
            .sum());
  }

  private void openTrend(String options) {
    browser.open(
        api.uri()
            + "/?zone=UTC&tab=model-calls"
            + options
            + "#token="
            + api.tokens().superAdmin(Harbor.TENANT, "root"));
  }
}
