/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves the page after each test class: an open page refreshes every minute, and its requests
 * would reach tests that record or refuse requests. JUnit finds this class by its service file.
 */
public final class LeavePage implements AfterAllCallback {

  @Override
  public void afterAll(ExtensionContext context) {
    Browser.leavePage();
  }
}
