/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many groups trend and distribution show, and which are the greatest. */
@Tag("browser")
class TrendRanksTest {

  private static final String TREND = "[data-panel=trend]";

  private final LiveApi api = LiveApi.shared();
  private final Harbor harbor = Harbor.indexed(api);
  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.shared().fresh(api.uri());
  }

  @AfterEach
  void nothingWentWrong() {
    browser.assertNothingWentWrong();
  }

  @Test
  void theGreatestGroupsAreAsManyAsChosenAndRankedAsChosen() {
    openTrend("&group=model&metric=latency_ms.p95&top=5&rank=failed");
    assertThat(browser.find(TREND + " [name=top]").getAttribute("value")).isEqualTo("5");
    browser.click(TREND + " [data-tool=table]");
    List<String> byFailed =
        Harbor.MODELS.stream()
            .sorted(
                Comparator.comparing(this::failedOf)
                    .reversed()
                    .thenComparing(Comparator.<String>naturalOrder()))
            .toList();
    assertThat(browser.texts(TREND + " th").subList(1, 4)).isEqualTo(byFailed);
    browser.click(TREND + " [data-tool=csv]");
    browser.download("csv");
    assertThat(browser.fileNames()).singleElement().asString().contains("top-5-ranked-by-failed");

    browser.loading(() -> browser.choose(TREND + " [name=group]", "none"));
    assertThat(browser.shows(TREND + " [name=top]")).as("a whole has no parts").isFalse();
    assertThat(browser.shows(TREND + " [name=rank]")).isFalse();
  }

  private Long failedOf(String model) {
    return harbor.callsInView().only(hour -> model.equals(hour.dimension("model"))).sum("failed");
  }

  @Test
  void chartsPutTogetherTheRestOfManyGroups() {
    api.index(Crowd.documents());
    browser.open(
        api.uri()
            + "/?zone=UTC&tab=training&group=user_id&top=20#token="
            + api.tokens().superAdmin(Crowd.TENANT, "root"));
    browser.click(TREND + " [data-tool=table]");
    List<String> heads = browser.texts(TREND + " th");
    assertThat(heads).hasSize(22).endsWith("All others");
    assertThat(heads.get(20)).isEqualTo("user-019");

    browser.loading(() -> browser.choose(TREND + " [name=top]", "5"));
    assertThat(browser.texts(TREND + " th")).hasSize(7);
    assertThat(browser.address()).contains("top=5");
  }

  @Test
  void theRingHasAsManyPartsAsChosen() {
    openTrend("&by=user_id");
    browser.loading(() -> browser.choose("[data-panel=distribution] [name=parts]", "20"));
    assertThat(browser.address()).contains("parts=20");
    assertThat(
            browser.js(
                "return performance.getEntriesByType('resource').map(one => one.name)"
                    + ".filter(one => one.includes('/distribution?')"
                    + " && one.includes('limit=20')).length"))
        .isEqualTo(1L);
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
