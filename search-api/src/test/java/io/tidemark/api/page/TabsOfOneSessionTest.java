/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One session for all tabs of a browser. */
@Tag("browser")
class TabsOfOneSessionTest {

  private static final String WHO = "harbor · root · super-admin";

  private final LiveApi api = LiveApi.shared();
  private Browser browser;
  private String first;

  @BeforeEach
  void signIn() {
    Harbor.indexed(api);
    browser = Browser.shared().fresh(api.uri());
    first = browser.tab();
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?tab=model-calls&zone=UTC#token=" + token);
  }

  @AfterEach
  void closeTabs() {
    browser.closeAllTabsBut(first);
  }

  @Test
  void aTabFromControlClickIsSignedIn() {
    browser.clickIntoNewTab("nav [data-tab=training]");
    browser.awaitLoaded();
    assertThat(browser.texts("#who")).containsExactly(WHO);
    assertThat(browser.address()).startsWith("/?tab=training");

    browser.clickIntoNewTab("nav [data-tab=status]");
    browser.awaitLoaded();
    assertThat(browser.texts("#who")).as("a tab of a tab").containsExactly(WHO);
  }

  @Test
  void aTabFromALinkIsSignedInAndNothingIsKeptOutsideOfTabs() {
    browser.openTab();
    browser.open(api.uri() + "/?tab=comfyui&zone=UTC");

    assertThat(browser.texts("#who")).containsExactly(WHO);
    assertThat(browser.js("return document.cookie")).isEqualTo("");
    assertThat(browser.js("return JSON.stringify(localStorage)"))
        .asString()
        .doesNotContain((String) browser.js("return sessionStorage.getItem('tidemark.token')"));
    browser.assertNothingWentWrong();
  }

  @Test
  void signingOutSignsOutAllTabs() {
    String second = browser.openTab();
    browser.open(api.uri() + "/?tab=comfyui&zone=UTC");
    browser.click("#sign-out");
    browser.find("#sign-in");

    browser.switchTo(first);
    browser.find("#sign-in");
    assertThat(browser.has("[data-metric]")).isFalse();
    for (String tab : new String[] {first, second}) {
      browser.switchTo(tab);
      assertThat(browser.js("return sessionStorage.length")).isEqualTo(0L);
    }
    browser.openTab();
    browser.go(api.uri() + "/");
    browser.find("#sign-in");
  }

  @Test
  void signingInSignsInTheTabsThatWait() {
    browser.click("#sign-out");
    browser.find("#sign-in");
    browser.openTab();
    browser.open(
        api.uri() + "/?tab=training&zone=UTC#token=" + api.tokens().member(Harbor.TENANT, "alice"));

    browser.switchTo(first);
    browser.awaitText("#who", "harbor · alice");
  }

  @Test
  void aTokenThatTheServerRefusesReachesNoOtherTab() {
    browser.click("#sign-out");
    browser.find("#sign-in");
    browser.openTab();
    browser.go(api.uri() + "/?zone=UTC#token=nonsense");
    browser.awaitText("#problem", "The token is invalid or expired. Sign in again.");

    browser.switchTo(first);
    browser.find("#sign-in");
    assertThat(browser.has("#problem")).isFalse();
    assertThat(browser.js("return sessionStorage.length")).isEqualTo(0L);
  }

  @Test
  void theLastTabTakesTheSessionWithIt() {
    String second = browser.openTab();
    browser.closeAllTabsBut(second);
    first = second;
    browser.go(api.uri() + "/");
    browser.find("#sign-in");
  }
}
