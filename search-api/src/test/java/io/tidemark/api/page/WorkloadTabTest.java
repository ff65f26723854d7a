/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workload that has no view of its own gets a tab out of the schema alone. */
@Tag("browser")
class WorkloadTabTest extends BrowserTest {

  private ScriptedWorkload workload;

  @BeforeEach
  void addWorkload() {
    workload = ScriptedWorkload.addTo(browser);
  }

  @AfterEach
  void closeWorkload() {
    workload.close();
  }

  @ParameterizedTest
  @CsvSource({"en, Speech jobs, Failed jobs, User", "zh, 语音任务, 失败任务数, 用户"})
  void labelsComeFromTheSchemaInBothLanguages(
      String language, String tab, String metric, String dimension) {
    openTab(language, admin());

    assertThat(browser.texts("nav [data-tab=speech-jobs]")).containsExactly(tab);
    assertThat((String) browser.js("return document.title")).isEqualTo(tab + " · Tidemark");
    assertThat(browser.texts("[data-metric=failed] .card-label")).containsExactly(metric);
    assertThat(browser.texts("[data-panel=trend] [name=metric] option[value=failed]"))
        .containsExactly(metric);
    assertThat(browser.texts("[data-filter=user_id] .picker-name")).containsExactly(dimension);
  }

  @Test
  void tabComesAfterThoseOfTheOtherWorkloads() {
    openTab("en", admin());

    List<String> tabs = browser.texts("nav.tabs a");
    assertThat(tabs).containsSubsequence("Coding agents", "Speech jobs", "Records", "Status");
    assertThat(tabs.get(0)).isEqualTo("Model calls");
  }

  @Test
  void cardsShowEveryMetricInItsUnit() {
    openTab("en", admin());

    assertThat(browser.texts(".card .number"))
        .containsExactly("12", "3", "–", "$1.50", "900 ms", "2 s", "1.5 h", "2", "1", "25%");
    assertThat(browser.exactTexts("[data-metric='run_time_total_ms'] .number"))
        .containsExactly("5,400,000 ms");
    assertThat(browser.has("[data-metric='run_time_ms.max']"))
        .as("statistics other than P50 and P95 are in the trend alone")
        .isFalse();
  }

  @Test
  void trendOffersEveryMetricAndStacksOnlyThoseThatAddUp() {
    openTab("en", admin());
    assertThat(browser.texts("[data-panel=trend] [name=metric] option")).hasSize(11);
    assertThat(browser.texts("[data-panel=trend] [name=group] option"))
        .containsExactly("All together", "Voice", "User", "Quality");
    assertThat(browser.find("[data-panel=trend] [name=group]").getAttribute("value"))
        .isEqualTo("voice");
    assertThat(seriesTypes()).containsOnly("line null");
    browser.loading(() -> browser.choose("[data-panel=trend] [name=chart]", "stacked"));
    assertThat(seriesTypes()).containsOnly("bar all");

    browser.loading(() -> browser.choose("[data-panel=trend] [name=metric]", "voices"));
    assertThat(seriesTypes()).as("two hours together are not their sum").containsOnly("line null");
    browser.loading(() -> browser.choose("[data-panel=trend] [name=metric]", "failure_rate"));
    browser.loading(() -> browser.choose("[data-panel=trend] [name=group]", "quality"));
    browser.click("[data-panel=trend] [data-tool=table]");
    assertThat(browser.texts("[data-panel=trend] th"))
        .containsExactly("Time", "Studio", "Draft", "(unknown)", "All others");
    assertThat(browser.texts("[data-panel=trend] td.numeric")).containsOnly("25%");
  }

  @Test
  void distributionOffersOnlyMetricsThatAddUp() {
    openTab("en", admin());
    assertThat(browser.texts("[data-panel=distribution] [name=share] option"))
        .containsExactly("Speech jobs", "Failed jobs", "Audio", "Price", "Total run time");
    assertThat(browser.texts("[data-panel=distribution] .ranking td:first-child"))
        .containsExactly("high", "(unknown)");

    browser.loading(() -> browser.choose("[data-panel=distribution] [name=by]", "quality"));
    assertThat(browser.texts("[data-panel=distribution] .ranking td:first-child"))
        .containsExactly("Studio", "(unknown)");
  }

  @Test
  void heatMapShowsTheHoursOfTheWeek() {
    openTab("en", admin());

    assertThat(browser.texts("[data-panel=pattern] tbody th"))
        .containsExactly("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    assertThat(browser.texts("[data-panel=pattern] tbody .heat-6")).hasSize(7 * 4);
    assertThat(browser.texts("[data-panel=pattern] .note"))
        .containsExactly(
            "Busiest at Mon 23:00 (median 23). Nights, 22:00 to 06:00: 25%. Weekends: 50%.");
  }

  @Test
  void filtersNarrowTheWorkloadAndStandInTheAddress() {
    openTab("en", admin());
    browser.click("[data-filter=quality]");
    browser.click(".choice-row[data-value=high] input");
    browser.loading(() -> browser.click(".picker-form [type=submit]"));

    assertThat(browser.texts(".chip-text")).containsExactly("Quality = Studio");
    assertThat(browser.address()).contains("tab=speech-jobs", "quality=high");
    assertThat((String) browser.js("return window.asked.at(-1).query")).contains("quality=high");
    browser.loading(() -> browser.click("nav [data-tab=training]"));
    assertThat(browser.address()).doesNotContain("quality");
  }

  @Test
  void membersSeeNoNumberOfUsersAndNoChoiceOfThem() {
    openTab("en", api.tokens().member(Harbor.TENANT, "alice"));

    assertThat(browser.has("[data-metric=users]")).isFalse();
    assertThat(browser.has("[data-metric=voices]")).isTrue();
    assertThat(browser.has("[data-filter=user_id]")).isFalse();
    assertThat(browser.has("option[value=user_id]")).isFalse();
  }

  @Test
  void asksForTheSchemaOncePerLanguageDuringTheSessionCheck() {
    openTab("en", admin());
    assertThat(asked("/api/v1/schema")).isEqualTo(1);
    assertThat(
            browser.js(
                "const paths = window.asked.map(one => one.path);"
                    + " return Math.abs(paths.indexOf('/api/v1/schema')"
                    + " - paths.indexOf('/api/v1/me'))"))
        .as("neither waits for the other")
        .isEqualTo(1L);

    browser.rebuilding(() -> browser.choose("#language", "zh"));
    assertThat(browser.texts("nav [data-tab=speech-jobs]")).containsExactly("语音任务");
    browser.rebuilding(() -> browser.choose("#language", "en"));
    browser.rebuilding(() -> browser.click("#theme"));
    assertThat(browser.texts("nav [data-tab=speech-jobs]")).containsExactly("Speech jobs");
    assertThat(asked("/api/v1/schema")).as("one per language").isEqualTo(2);
  }

  private long asked(String path) {
    return (Long)
        browser.js("return window.asked.filter(one => one.path === arguments[0]).length", path);
  }

  @SuppressWarnings("unchecked")
  private List<String> seriesTypes() {
    return (List<String>)
        browser.asyncJs(
            "const done = arguments[arguments.length - 1];"
                + "import(document.querySelector('link[rel=modulepreload]').href).then(echarts => done("
                + " echarts.getInstanceByDom(document.querySelector("
                + "  '[data-panel=trend] .chart'))"
                + " .getOption().series.filter(one => one.id !== 'provisional')"
                + " .map(one => one.type + ' ' + (one.stack ?? null))))");
  }

  private String admin() {
    return api.tokens().superAdmin(Harbor.TENANT, "root");
  }

  private void openTab(String language, String token) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    browser.open(api.uri() + "/?zone=UTC&tab=" + ScriptedWorkload.ID + "#token=" + token);
  }
}
