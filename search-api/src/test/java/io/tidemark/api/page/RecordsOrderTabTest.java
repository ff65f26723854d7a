/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.PricedUsageDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Columns of records order all of them, and what they cost together. */
@Tag("browser")
class RecordsOrderTabTest extends BrowserTest {

  private static final String LATENCY = "[data-sort=latency_ms]";
  private static final String NEXT = ".paging button:last-of-type";

  private final Harbor harbor = Harbor.indexed(api);

  @Test
  void theHeadOfAColumnOrdersTheRecordsOfAllPages() {
    openView(Harbor.TENANT, "tab=records&range=7d");
    assertThat(sorted()).containsExactly("Time ▾");
    browser.loading(() -> browser.click(LATENCY));

    assertThat(sorted()).containsExactly("Latency ▾");
    assertThat(browser.address()).contains("sort=latency_ms").doesNotContain("order=");
    assertThat(browser.texts(".paging .note"))
        .containsExactly("50 records, by Latency, greatest first");
    assertThat(timesOfAllPages()).isEqualTo(timesBy(latency().reversed()));

    browser.loading(() -> browser.click(LATENCY));
    assertThat(sorted()).containsExactly("Latency ▴");
    assertThat(browser.address()).contains("order=ascending").doesNotContain("cursor=");
    assertThat(timesOfAllPages()).isEqualTo(timesBy(latency()));
    browser.loading(browser::back);
    assertThat(browser.texts(".paging button"))
        .as("pages are neither older nor newer")
        .containsExactly("Totals", "First page", "Next");
  }

  @Test
  void theTimeTurnsTheListAround() {
    openView(Harbor.TENANT, "tab=records&range=7d");
    browser.loading(() -> browser.click("[data-sort=event_time]"));

    assertThat(timesOfAllPages())
        .isEqualTo(timesBy(Comparator.comparing(RecordsOrderTabTest::time)));
    browser.loading(() -> browser.click("[data-sort=event_time]"));
    assertThat(browser.address()).doesNotContain("order=", "sort=");
  }

  /** A link of a build with other fields still opens the list. */
  @Test
  void aFieldThatOrdersNothingIsLeftOut() {
    openView(Harbor.TENANT, "tab=records&range=7d&sort=no_such_field");
    assertThat(sorted()).containsExactly("Time ▾");
    assertThat(browser.has("[data-sort=model]")).as("a name is no number").isFalse();
    browser.loading(() -> browser.click("[data-kind=comfyui]"));
    assertThat(browser.has("[data-sort=run_time_ms]")).isTrue();
  }

  @Test
  void totalsSayWhatTheRecordsCost() {
    String tenant = "priced-records-tab";
    api.index(
        List.of(
            usage(tenant, "small").ofRecord("2026-03-12T08:10:00Z", 1_000_000, 0),
            usage(tenant, "small").ofRecord("2026-03-12T08:11:00Z", 500_000, 0),
            usage(tenant, "other").ofRecord("2026-03-12T08:12:00Z", 7, 0)));
    putSetting(
        api,
        tenant,
        "price-lists/main",
        "{\"currency\": \"USD\", \"default\": true, \"prices\": [{\"id\": \"small\","
            + " \"match\": {\"model\": \"small\"}, \"per_million\": {\"input\": \"2\"}}]}");

    openView(tenant, "tab=records&totals=true");

    assertThat(browser.texts("[data-note=totals]"))
        .singleElement()
        .asString()
        .startsWith("3 records in all · ")
        .endsWith(" · Cost $3.00 · 1 without a cost");
  }

  private static PricedUsageDocument usage(String tenant, String model) {
    return new PricedUsageDocument(tenant, "alice", "web", "own", model);
  }

  private List<String> sorted() {
    return browser.texts(".records th[aria-sort]");
  }

  private List<String> timesOfAllPages() {
    List<String> times = new ArrayList<>(browser.exactTexts(".records td:first-child"));
    while (browser.find(NEXT).isEnabled()) {
      browser.loading(() -> browser.click(NEXT));
      times.addAll(browser.exactTexts(".records td:first-child"));
    }
    return times;
  }

  /** Records of equal value are ordered by time, the newest first. */
  private List<String> timesBy(Comparator<ObjectNode> order) {
    return harbor.callRecords.stream()
        .sorted(
            order.thenComparing(
                Comparator.comparing(RecordsOrderTabTest::time, Comparator.reverseOrder())))
        .map(RecordsOrderTabTest::time)
        .toList();
  }

  private static Comparator<ObjectNode> latency() {
    return Comparator.comparing(call -> call.path("latency_ms").asLong());
  }

  private static String time(ObjectNode call) {
    return call.path("event_time").asString();
  }

  private void openView(String tenant, String search) {
    String token = api.tokens().superAdmin(tenant, "root");
    browser.open(api.uri() + "/?zone=UTC&" + search + "#token=" + token);
  }
}
