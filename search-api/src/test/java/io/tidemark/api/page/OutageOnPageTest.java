/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Mood;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elasticsearch goes away under an open page, and comes back. */
@Tag("browser")
class OutageOnPageTest {

  private static final String ALL_STALE =
      "return [...document.querySelectorAll('[data-panel]:not([data-waiting])')].every(e => 'stale' in e.dataset)";

  private static final String STALE_PANELS =
      "return [...document.querySelectorAll('[data-stale]')].map(e => e.dataset.panel)";

  /** Requests end with this status; 0 is no answer at all. */
  private static final String BREAK_FETCH =
      "const status = arguments[0]; window.realFetch = window.fetch; window.fetch = () => status === 0"
          + " ? Promise.reject(new TypeError('gone')) : Promise.resolve(new Response('', { status }))";

  /** The page's clock continues by a minute, which is more than it waits before it tries again. */
  private static final String LATER = "const clock = Date.now; Date.now = () => clock() + 60_000";

  private final LiveApi api = LiveApi.shared();
  private final Harbor harbor = Harbor.indexed(api);
  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.shared().fresh(api.uri());
  }

  @AfterEach
  void passAgain() {
    api.proxy().setMood(Mood.PASS);
    awaitRecovered();
  }

  private void awaitRecovered() {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.await(
        "The API never recovered",
        () -> api.get(token, "/api/v1/model-calls/summary").status() == 200);
  }

  @Test
  void keepsNumbersDimmedUntilElasticsearchAnswersAgain() {
    openTab("model-calls");
    String calls = browser.metric("calls");
    String updated = browser.texts("#updated").get(0);

    api.proxy().setMood(Mood.GONE);
    browser.loading(() -> browser.click("#refresh"));
    assertThat(browser.texts("#banner[role=alert]")).hasSize(1);
    assertThat(browser.texts("#banner p").get(0))
        .contains("The data cannot be read at the moment.", "The dimmed values are from 10:10.")
        .containsPattern("The page retries in \\d+ s\\.");
    assertThat(browser.has("[data-panel] [role=alert]")).as("one message, not six").isFalse();
    assertThat(browser.metric("calls")).isEqualTo(calls);
    assertThat(browser.js(ALL_STALE)).isEqualTo(true);
    assertThat(dimmed("[data-panel=summary] .panel-body")).isTrue();
    assertThat(browser.texts("#updated"))
        .as("no failure counts as an update")
        .containsExactly(updated);

    api.proxy().setMood(Mood.PASS);
    awaitRecovered();
    browser.js(LATER);
    browser.await(
        "The page never recovered by itself",
        () -> !browser.shows("#banner") && !browser.has("[data-stale]"));
    assertThat(dimmed("[data-panel=summary] .panel-body")).isFalse();
    assertThat(browser.metric("calls"))
        .isEqualTo(calls)
        .isEqualTo(whole(harbor.callsInView().sum("calls")));
  }

  @Test
  void recoversByItselfWhenTheServerCannotBeReached() {
    openTab("comfyui");
    String runs = browser.metric("executions");
    browser.js(BREAK_FETCH, 0);
    browser.loading(() -> browser.click("#refresh"));

    assertThat(browser.texts("#banner p").get(0)).startsWith("The server does not respond.");
    assertThat(browser.metric("executions")).isEqualTo(runs);
    browser.js("window.fetch = window.realFetch;" + LATER);
    browser.await("The page never recovered by itself", () -> !browser.shows("#banner"));
    assertThat(browser.has("[data-stale]")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 429, 500, 502, 503, 504})
  void showsNoNumbersOfAnotherViewAndTheRightOnesAfterReturning(int status) {
    openTab("model-calls");
    String calls = browser.metric("calls");
    browser.js(BREAK_FETCH, status);

    browser.loading(() -> browser.click("[data-range='7d']"));
    assertThat(browser.shows(".number")).isFalse();
    assertThat(browser.texts("[data-panel=summary] .panel-message")).containsExactly("Not loaded.");
    assertThat(browser.js(STALE_PANELS))
        .as("the week's pattern is the same for any period")
        .isEqualTo(List.of("pattern"));
    if (status != 0 && status != 503) {
      browser.loading(browser::back);
      assertThat(browser.metric("calls")).isEqualTo(calls);
      assertThat(browser.js(ALL_STALE)).isEqualTo(true);
      return;
    }
    browser.loading(() -> browser.click("nav [data-tab=training]"));
    assertThat(browser.shows(".number")).isFalse();

    browser.loading(browser::back);
    browser.loading(browser::back);
    assertThat(browser.metric("calls")).isEqualTo(calls);
    assertThat(browser.js(ALL_STALE)).isEqualTo(true);
    browser.loading(() -> browser.choose("[data-panel=trend] [name=metric]", "failed"));
    assertThat(browser.metric("calls")).as("its question is the same").isEqualTo(calls);
    assertThat(browser.texts("[data-panel=trend] .panel-message")).containsExactly("Not loaded.");
    browser.rebuilding(() -> browser.click("#theme"));
    assertThat(browser.metric("calls")).as("in another theme").isEqualTo(calls);
  }

  /** One panel fails and the others are new. */
  @Test
  void dimsOnlyThePanelsThatFailed() {
    openTab("model-calls");
    browser.js(
        "window.realFetch = window.fetch; window.fetch = (address, given) =>"
            + " String(address).includes('/trend') ? Promise.reject(new TypeError('gone'))"
            + " : window.realFetch(address, given)");
    browser.loading(() -> browser.click("#refresh"));

    assertThat(browser.js(STALE_PANELS)).isEqualTo(List.of("trend"));
    assertThat(browser.texts("#banner p")).hasSize(1);
  }

  @Test
  void saysThatTheLibraryOfTheChartsIsMissingAndLoadsItAgain() {
    browser.blockUrls("*/charts/echarts.js");
    try {
      openTab("model-calls");
    } finally {
      browser.blockUrls();
    }
    assertThat(browser.shows(".number")).isTrue();
    assertThat(browser.texts("[data-panel=trend] [role=alert]").get(0))
        .startsWith("The server does not respond.");

    browser.loading(() -> browser.click("[data-panel=trend] [role=alert] button"));

    assertThat(browser.has("[data-panel=trend] [role=alert]")).isFalse();
    assertThat(browser.shows("[data-panel=trend] canvas")).isTrue();
  }

  @Test
  void anotherPersonNeverSeesNumbersThatWereKept() {
    openTab("model-calls");
    browser.click("#sign-out");
    browser.find("#token").sendKeys(api.tokens().member(Harbor.TENANT, "alice"));
    api.proxy().setMood(Mood.GONE);
    browser.click("#sign-in button");
    browser.awaitText("#who", "harbor · alice");
    browser.awaitLoaded();

    assertThat(browser.shows(".number")).isFalse();
    assertThat(browser.has("[data-stale]")).isFalse();
    assertThat(browser.shows("#banner")).isTrue();
  }

  private void openTab(String tab) {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC&tab=" + tab + "#token=" + token);
  }

  private boolean dimmed(String selector) {
    browser.await(
        "The panel never came to rest",
        () -> browser.js("return document.getAnimations().length").equals(0L));
    Object opacity =
        browser.js(
            "return Number(getComputedStyle(document.querySelector(arguments[0])).opacity)",
            selector);
    return ((Number) opacity).doubleValue() < 0.6;
  }

  private static String whole(long value) {
    return String.format(java.util.Locale.US, "%,d", value);
  }
}
