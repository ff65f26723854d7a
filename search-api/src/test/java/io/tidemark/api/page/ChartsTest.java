/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.CallHour;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Features that all charts share. */
@Tag("browser")
class ChartsTest extends BrowserTest {

  /** The drawing of a panel's chart, as ECharts has it. */
  private static final String DRAWN =
      "const done = arguments[arguments.length - 1];"
          + "import(document.querySelector('link[rel=modulepreload]').href).then(echarts => {"
          + " const place = document.querySelector(`[data-panel=${arguments[0]}] .chart`);"
          + " const drawn = echarts.getInstanceByDom(place).getOption();"
          + " done(%s); })";

  private final Harbor harbor = Harbor.indexed(api);

  @ParameterizedTest
  @CsvSource({
    "model-calls, 2",
    "comfyui, 5",
    "training, 1",
    "performance, 7",
    "coding-agents, 1",
  })
  void everyChartComesAsCsvAndAsAPicture(String tab, int charts) {
    openTab(tab);
    List<String> panels = panels();
    assertThat(panels).hasSize(charts);
    for (String panel : panels) {
      browser.forgetFiles();
      browser.click("[data-panel=" + panel + "] [data-tool=csv]");
      long rows = new String(browser.download("csv"), UTF_8).lines().count() - 1;
      browser.click("[data-panel=" + panel + "] [data-tool=png]");
      assertThat(browser.download("png")).as(panel).startsWith(0x89, 'P', 'N', 'G');
      browser.click("[data-panel=" + panel + "] [data-tool=table]");
      assertThat(browser.texts("[data-panel=" + panel + "] .chart + div tbody tr"))
          .as(panel)
          .isNotEmpty()
          .hasSize((int) rows);
    }
  }

  @Test
  void shadesProvisionalWindows() {
    openTab("model-calls");

    assertThat(
            browser.asyncJs(
                DRAWN.formatted("drawn.series.find(one => one.id === 'provisional').data"),
                "trend"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(25)
        .endsWith((Object) null, 1L)
        .startsWith((Object) null, null);
  }

  /** A gap is no zero, and no line leads over it. */
  @Test
  void showsUnreportedValuesAsGaps() {
    // A rate of no calls is none; sums of nothing are 0.
    openTab("model-calls&metric=error_rate&group=none&model=gpt-4o&user_id=alice");

    assertThat(
            browser.asyncJs(
                DRAWN.formatted(
                    "[drawn.series[0].data.includes(null), drawn.series[0].connectNulls]"),
                "trend"))
        .isEqualTo(List.of(true, false));
  }

  @Test
  void heatMapOfLessThanTwoWeeksShowsMaxima() {
    openTab("model-calls");

    Map<Instant, Long> hourly =
        harbor.calls.stream()
            .filter(hour -> hour.hour().isBefore(Harbor.FINAL_THROUGH))
            .collect(
                groupingBy(
                    CallHour::hour, TreeMap::new, summingLong(h -> h.counts().get("calls"))));
    Map.Entry<Instant, Long> most =
        hourly.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    String time =
        DateTimeFormatter.ofPattern("E HH:mm", Locale.US)
            .withZone(ZoneOffset.UTC)
            .format(most.getKey());
    assertThat(browser.texts("[data-panel=pattern] .note").get(0))
        .startsWith("Every median is 0, as with usage of less than two weeks: colors show")
        .contains("Highest at %s (%d).".formatted(time, most.getValue()));
    assertThat(browser.texts("[data-panel=pattern] .heat-6"))
        .contains(String.valueOf(most.getValue()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | No usage in the final hours of the last four weeks. Hours follow once they are final.",
        "zh | 最近四周内已确定的小时里没有用量。 各小时在确定后计入。",
      })
  void anEmptyHeatMapSaysWhy(String language, String why) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    openTab("model-calls&model=no-such-value");
    assertThat(browser.texts("[data-panel=pattern] .panel-message").get(0)).startsWith(why);
  }

  @SuppressWarnings("unchecked")
  private List<String> panels() {
    return (List<String>)
        browser.js(
            "return [...document.querySelectorAll('[data-panel]:has([data-tool=png])')]"
                + ".map(panel => panel.dataset.panel)");
  }

  private void openTab(String tab) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&tab=" + tab + "#token=" + token);
  }
}
