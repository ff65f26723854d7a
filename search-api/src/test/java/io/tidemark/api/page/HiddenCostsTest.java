/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code tidemark.costs.for-everyone=false}: the page asks for no costs that it may not have. */
@Tag("browser")
class HiddenCostsTest {

  @Test
  void thePageOffersNoMetricOfThem() {
    Harbor.indexed(LiveApi.shared());
    try (LiveApi api = LiveApi.beside("--tidemark.costs.for-everyone=false")) {
      Browser browser = Browser.shared().fresh(api.uri());
      browser.open(
          api.uri()
              + "/?zone=UTC&tab=model-calls#token="
              + api.tokens().member(Harbor.TENANT, Harbor.USERS.get(0), "bob"));
      new EntitiesTable(browser, api).look();

      assertThat(browser.texts(EntitiesTable.ROWS)).isNotEmpty();
      assertThat(browser.has("option[value=cost]")).isFalse();
      assertThat(browser.has("option[value=reported_cost]")).isTrue();
      browser.assertNothingWentWrong();
    }
  }
}
