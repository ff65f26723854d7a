/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

/**
 * How long a view takes that a browser opens first, in milliseconds.
 *
 * @param numbers until a card shows a number; as {@code all} for a view without cards
 * @param all until all of the view is there
 */
record FirstView(long numbers, long all) {

  private static final String NUMBERS =
      "return [...document.querySelectorAll('main .number')]"
          + ".some(number => /[0-9]/.test(number.textContent))";

  private static final String NOTE_TIMES =
      "window.times = {};"
          + "const conditions = { numbers: () => { "
          + NUMBERS
          + " }, all: () => { "
          + Browser.LOADED
          + " } };"
          + "(function look() { for (const [name, holds] of Object.entries(conditions)) {"
          + "  if (!window.times[name] && holds()) { window.times[name] = performance.now(); } }"
          + "  if (!window.times.all) { setTimeout(look, 5); } })()";

  /** Opens an address, without files that the browser kept if it is cold. */
  static FirstView open(Browser browser, String address, boolean cold) {
    browser.useCache(!cold);
    Object script = browser.addScript(NOTE_TIMES);
    try {
      browser.open(address);
      browser.await(
          "The page never noted its time", () -> browser.js("return window.times.all") != null);
      return new FirstView(timeOf(browser, "numbers"), timeOf(browser, "all"));
    } finally {
      browser.removeScript(script);
      browser.useCache(true);
    }
  }

  private static long timeOf(Browser browser, String part) {
    Object time = browser.js("return Math.round(times[arguments[0]] ?? times.all)", part);
    return ((Number) time).longValue();
  }
}
