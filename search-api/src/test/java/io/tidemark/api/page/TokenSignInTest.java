/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ways in and out with a token. */
@Tag("browser")
class TokenSignInTest {

  private final LiveApi api = LiveApi.shared();
  private Browser browser;

  @BeforeEach
  void open() {
    Harbor.indexed(api);
    browser = Browser.shared().fresh(api.uri());
  }

  @Test
  void aLinkSignsInAndLeavesNoTokenInTheAddress() {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?zone=UTC#token=" + token);

    assertThat(browser.address()).isEqualTo("/?tab=model-calls&range=1d&zone=UTC");
    assertThat(browser.js("return document.documentElement.outerHTML"))
        .asString()
        .doesNotContain(token);
    browser.assertNothingWentWrong();
  }

  @Test
  void aBadTokenLeadsToTheFormAndAGoodOneBackToTheView() {
    browser.go(api.uri() + "/?tab=training&range=7d&zone=UTC#token=nonsense");
    browser.awaitText("#problem", "The token is invalid or expired. Sign in again.");
    assertThat(browser.js("return location.hash")).isEqualTo("");

    browser.find("#token").sendKeys(api.tokens().member(Harbor.TENANT, "alice"));
    browser.click("#sign-in button");
    browser.awaitText("#who", "harbor · alice");
    assertThat(browser.address()).isEqualTo("/?tab=training&range=7d&zone=UTC");
  }

  @Test
  void signingOutForgetsTheTokenAndTheView() {
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?tab=comfyui&zone=UTC#token=" + token);
    browser.loading(() -> browser.click("nav [data-tab=training]"));
    browser.click("#sign-out");

    browser.find("#sign-in");
    assertThat(browser.js("return sessionStorage.length")).isEqualTo(0L);
    assertThat(browser.has("[data-metric]")).isFalse();
    browser.back();
    browser.find("#sign-in");
    assertThat(browser.has("[data-metric]")).isFalse();
  }
}
