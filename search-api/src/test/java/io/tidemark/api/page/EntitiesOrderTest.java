/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static io.tidemark.api.page.EntitiesTable.PANEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.model.index.IndexFamily;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which rows the table with all metrics shows, and in which order. */
@Tag("browser")
class EntitiesOrderTest extends BrowserTest {

  /** Fourteen users: the more calls one has, the fewer of them failed. */
  private static final String RANKS = "entities-of-ranks";

  private static final int USERS = 14;

  private EntitiesTable table;

  @BeforeEach
  void openTable() {
    table = new EntitiesTable(browser, api);
  }

  @Test
  void ordersByTheGreatestOfAllAndNotOnlyOfThoseShown() {
    table.open(indexRanks(), "model-calls&entities=user_id");
    assertThat(table.column(1)).isEqualTo(users(IntStream.range(0, 10)));
    assertThat(browser.texts(PANEL + " .note"))
        .containsExactly("Not shown: 4 more, together Calls 3,954.");
    assertThat(browser.has(PANEL + " [data-sort=error_rate]"))
        .as("no server ranks by what does not add up")
        .isFalse();
    assertThat(
            browser.has(
                PANEL
                    + " th[title='Models does not add up: it orders the rows only where all of them"
                    + " are shown.']"))
        .isTrue();

    table.click(PANEL + " [data-sort=failed]");
    assertThat(browser.address()).contains("sort=failed");
    assertThat(browser.find(PANEL + " th[aria-sort]").getAttribute("aria-sort"))
        .isEqualTo("descending");
    assertThat(table.column(1))
        .isEqualTo(users(IntStream.range(0, 10).map(place -> USERS - 1 - place)));
    assertThat(table.exactly("failed").get(0)).isEqualTo("14");
  }

  @Test
  void allRowsGoInEitherOrderOfAnyMetric() {
    table.open(indexRanks(), "model-calls&entities=user_id&rows=20");
    assertThat(table.column(1)).isEqualTo(users(IntStream.range(0, USERS)));

    table.click(PANEL + " [data-sort=error_rate]");
    assertThat(table.column(1).get(0)).isEqualTo("user-13");
    table.click(PANEL + " [data-sort=error_rate]");
    assertThat(table.column(1)).isEqualTo(users(IntStream.range(0, USERS)));
    assertThat(browser.find(PANEL + " th[aria-sort]").getAttribute("aria-sort"))
        .isEqualTo("ascending");
    assertThat(table.exactly("cache_hit_ratio")).as("never reported").containsOnly("–");
  }

  /** Another column begins with its greatest, whatever the order of the one before. */
  @Test
  void eachColumnBeginsWithTheGreatest() {
    table.open(indexRanks(), "model-calls&entities=user_id&rows=20&sort=calls&order=ascending");
    assertThat(table.column(1).get(0)).isEqualTo(user(USERS - 1));

    table.click(PANEL + " [data-sort=failed]");
    assertThat(table.column(1).get(0)).isEqualTo(user(USERS - 1));
    assertThat(table.exactly("failed").get(0)).isEqualTo("14");
    assertThat(browser.texts(PANEL + " th[aria-sort]")).singleElement().asString().endsWith("▾");
    assertThat(browser.find(PANEL + " [name=rows]").getAttribute("value")).isEqualTo("20");
  }

  /** Heads of metrics that do not add up become buttons once all rows are shown. */
  @Test
  void theFocusStaysOnItsColumn() {
    table.open(indexRanks(), "model-calls&entities=user_id");
    browser.js("document.querySelector('" + PANEL + " [data-sort=failed]').focus()");
    browser.loading(() -> browser.follow("/?zone=UTC&tab=model-calls&entities=user_id&rows=20"));
    table.look();
    assertThat(table.column(1)).hasSize(USERS);
    assertThat(browser.js("return document.activeElement.dataset.sort")).isEqualTo("failed");
  }

  /** Users from the one with the most calls and the least failed ones. */
  private String indexRanks() {
    api.index(
        IntStream.range(0, USERS)
            .mapToObj(
                place ->
                    JsonMapper.shared()
                        .createObjectNode()
                        .put("hour", Harbor.FROM.toString())
                        .put("window_minutes", 60)
                        .put("tenant_id", RANKS)
                        .put("user_id", user(place))
                        .put("model", "m")
                        .put("calls", 1_000L - place)
                        .put("succeeded", 1_000L - place - (place + 1))
                        .put("failed", place + 1L)
                        .put("blocked", 0L)
                        .put("final", true)
                        .put("updated_at", Harbor.TO.toString()))
            .map(
                source ->
                    new IndexedDocument(
                        IndexFamily.MODEL_CALLS_HOURLY.indexAt(Harbor.FROM.toEpochMilli()),
                        RANKS + source.path("user_id").asString(),
                        source))
            .toList());
    return RANKS;
  }

  private static List<String> users(IntStream places) {
    return places.mapToObj(EntitiesOrderTest::user).toList();
  }

  private static String user(int place) {
    return "user-%02d".formatted(place);
  }
}
