/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.monitors.AlertSample;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tab Alerts: what fires now, what happened, monitors, and recipes that one click adds. */
@Tag("browser")
class AlertsTabTest extends BrowserTest {

  private static final String TENANT = "page-alerts";
  private static final String MONITOR =
      "{\"workload\":\"model-calls\",\"metric\":\"error_rate\",\"window\":\"1h\",\"per\":\"user_id\","
          + "\"match\":{\"not_user_id\":[\"nobody\"]},"
          + "\"condition\":{\"kind\":\"above\",\"value\":0.05}}";

  @BeforeAll
  static void evaluate() {
    LiveApi api = LiveApi.shared();
    SampleTenant.index(api, TENANT, "");
    AlertSample.store(api, TENANT, "errors", MONITOR);
  }

  private void openTab(String token, String language) {
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    browser.open(api.uri() + "/?tab=alerts&zone=UTC#token=" + token);
  }

  @Test
  void showsFiringAlertsWithTheirCourseAndHistory() {
    openTab(api.tokens().superAdmin(TENANT, "root"), "en");

    assertThat(browser.texts(".alert h3")).singleElement().asString().contains("Firing", "carol");
    assertThat(browser.texts(".alert > .note").get(0)).contains("100%, threshold 5%");
    browser.await("The chart never appeared", () -> browser.has(".alert-chart canvas"));
    assertThat(
            browser.js(
                "return performance.getEntriesByType('resource').map(one => one.name)"
                    + ".find(name => name.includes('/model-calls/trend?'))"))
        .as("the chart has the filters of the monitor and its group")
        .asString()
        .contains("user_id=carol", "not_user_id=nobody");
    assertThat(browser.texts(".alert-history tbody td").get(1)).isEqualTo("errors · carol");
    assertThat(browser.texts(".monitors tbody td"))
        .startsWith("errors", "Firing")
        .contains("100% (carol)", "the end of the window");
  }

  @Test
  void saysThatTheHistoryIsCut() {
    openTab(api.tokens().superAdmin(TENANT, "root"), "en");
    Object notes =
        browser.asyncJs(
            "const done = arguments[0]; import('/page/tabs/alerts/lists.js').then(m => {"
                + " const change = { at: '2026-03-12T09:00:00Z', monitor: 'm', group: null,"
                + "  change: 'fired', value: null, reference: null,"
                + "  window: { from: '2026-03-12T08:00:00Z', to: '2026-03-12T09:00:00Z' } };"
                + " const noteOf = many => m.historyTable({ changes: Array(many).fill(change) },"
                + "  { zone: 'UTC' }).querySelector('.note')?.textContent ?? '';"
                + " done([noteOf(199), noteOf(200)]); })");
    assertThat(notes).isEqualTo(List.of("", "The newest 200 changes of the period are listed."));
  }

  @Test
  void oneClickAddsARecipe() {
    openTab(api.tokens().superAdmin("page-alerts-new", "root"), "zh");

    assertThat(browser.texts("nav [data-tab=alerts]")).containsExactly("告警");
    assertThat(browser.texts("[data-panel=now] p")).contains("没有告警。");
    browser.loading(() -> browser.click("[data-recipe=no-calls]"));

    assertThat(browser.texts(".monitors tbody td").get(0)).isEqualTo("no-calls");
    assertThat(browser.find("[data-recipe=no-calls]").isEnabled()).isFalse();
    assertThat(browser.find("[data-recipe=blocked]").isEnabled()).isTrue();
  }

  @Test
  void membersAreNotOfferedTheTab() {
    browser.open(api.uri() + "/?tab=status&zone=UTC#token=" + api.tokens().member(TENANT, "bob"));

    assertThat(browser.has("nav [data-tab=alerts]")).isFalse();
  }
}
