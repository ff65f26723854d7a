/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Opens a fresh browser before each test, and checks afterwards that the page had no faults. */
@Tag("browser")
abstract class BrowserTest {

  final LiveApi api = LiveApi.shared();
  Browser browser;

  @BeforeEach
  final void openBrowser() {
    browser = Browser.shared().fresh(api.uri());
  }

  @AfterEach
  final void assertNothingWentWrong() {
    browser.assertNothingWentWrong();
  }
}
