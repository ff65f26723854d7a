/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When the page asks, and when it stops asking. */
@Tag("browser")
class RequestsTest extends BrowserTest {

  /** Notes all requests, and whether their answers are still wanted. */
  private static final String LISTEN =
      "window.asked = []; const real = window.fetch;"
          + " window.fetch = (address, given) => {"
          + " window.asked.push([String(address), given?.signal]); return real(address, given); };";

  /**
   * The page's clock continues by some seconds; counts how often the page looks if it is paused.
   */
  private static final String LATER =
      "const clock = Date.now; Date.now = () => clock() + arguments[0] * 1000;"
          + " const kept = Storage.prototype.getItem; window.looked = 0;"
          + " Storage.prototype.getItem = function (key) {"
          + " if (key === 'tidemark.refresh.paused') { window.looked++; }"
          + " return kept.call(this, key); };";

  @BeforeEach
  void open() {
    Harbor.indexed(api);
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.open(api.uri() + "/?tab=model-calls&zone=UTC#token=" + token);
    browser.js(LISTEN);
  }

  @Test
  void allOfAViewIsAskedAtOnceAndNoLongerWantedWhenItChanges() {
    browser.loading(
        () ->
            browser.js(
                "document.querySelector('#refresh').click();"
                    + " window.before = window.asked.length;"
                    + " document.querySelector('nav [data-tab=training]').click()"));

    assertThat((Long) browser.js("return window.before"))
        .as("summary, trend, alerts, distribution, pattern and three lists, none waiting")
        .isEqualTo(8L);
    assertThat(
            browser.js(
                "return window.asked.slice(0, window.before).every(([, signal]) => signal.aborted)"))
        .isEqualTo(true);
    assertThat(
            browser.js(
                "return window.asked.slice(window.before).every(([address, signal]) =>"
                    + " (address.includes('/training/')"
                    + " || address.includes('/alerts/history')) && !signal.aborted)"))
        .isEqualTo(true);
  }

  @Test
  void theViewIsAskedForEveryMinuteUnlessThatIsPaused() {
    browser.loading(() -> later(61));

    browser.click("#pause");
    later(130);
    // It looks every second whether it may ask; it did so, and asked for nothing.
    browser.await(
        "The page never looked whether it is paused", () -> (Long) browser.js("return looked") > 2);
    assertThat(browser.js("return document.querySelector('main').dataset.loaded")).isEqualTo("2");

    browser.loading(() -> browser.click("#pause"));
  }

  private void later(int seconds) {
    browser.js(LATER, seconds);
  }
}
