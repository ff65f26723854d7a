/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Elasticsearch goes away under an open page, and comes back. */
class OutageOnPageTest {

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
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.await(
        "The API never recovered",
        () -> api.get(token, "/api/v1/model-calls/summary").status() == 200);
  }

  @Test
  void everyPanelSaysSoAndTheFiguresComeBackByThemselves() {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?tab=model-calls&zone=UTC#token=" + token);
    String calls = browser.figure("calls");

    api.proxy().setMood(Mood.GONE);
    browser.click("#refresh");
    browser.await(
        "The outage never showed", () -> browser.texts("[data-panel] [role=alert]").size() >= 6);
    assertThat(browser.texts("[data-panel=trend] [role=alert]").get(0))
        .contains("The figures cannot be read at the moment.", "Try again");
    assertThat(browser.shows(".number")).as("no old figure passes for a new one").isFalse();

    api.proxy().setMood(Mood.PASS);
    browser.await(
        "The figures never came back",
        () -> !browser.has("[data-panel] [role=alert]") && browser.shows(".number"));
    assertThat(browser.figure("calls")).isEqualTo(calls);
    assertThat(calls)
        .isEqualTo(String.format(java.util.Locale.US, "%,d", harbor.callsInView().sum("calls")));
  }
}
