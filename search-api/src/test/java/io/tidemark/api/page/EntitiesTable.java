/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.util.List;

/** The table with all metrics of each user, model and the like, as a test sees it. */
record EntitiesTable(Browser browser, LiveApi api) {

  static final String PANEL = "[data-panel=entities]";
  static final String ROWS = PANEL + " tbody tr";

  /** Opens a tab, given with its options, and looks at the table. */
  void open(String tenant, String tab) {
    openAbove(tenant, tab);
    look();
  }

  /** Opens a tab whose table is out of sight. */
  void openAbove(String tenant, String tab) {
    browser.open(
        api.uri() + "/?zone=UTC&tab=" + tab + "#token=" + api.tokens().superAdmin(tenant, "root"));
  }

  void look() {
    browser.js("document.querySelector('" + PANEL + "').scrollIntoView({ block: 'center' })");
    browser.await(
        "The table never came",
        () ->
            (Boolean)
                browser.js(
                    "const panel = document.querySelector('"
                        + PANEL
                        + "'); return !('waiting' in panel.dataset)"
                        + " && panel.getAttribute('aria-busy') === 'false'"
                        + " && panel.querySelector('tbody') !== null"));
  }

  /** A click that shows another view, and its table. */
  void click(String selector) {
    browser.loading(() -> browser.click(selector));
    look();
  }

  List<String> column(int number) {
    return browser.texts(ROWS + " td:nth-child(" + number + ")");
  }

  /** What the pointer on the trends reads. */
  List<String> trends() {
    return browser.exactTexts(ROWS + " td:nth-child(2)");
  }

  /** The exact values of a metric, by the place of its column. */
  List<String> exactly(String metric) {
    return browser.exactTexts(ROWS + " td:nth-child(" + placeOf(metric) + ")");
  }

  /** The place of the column of a metric; the first is 1. */
  int placeOf(String metric) {
    Long place =
        (Long)
            browser.js(
                "return [...document.querySelectorAll('"
                    + PANEL
                    + " th')].findIndex(th => th.querySelector('[data-sort=\"' + arguments[0]"
                    + " + '\"]')) + 1",
                metric);
    assertThat(place).as(metric).isPositive();
    return place.intValue();
  }
}
