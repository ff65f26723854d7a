/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first view of 30 days takes from the server, in a browser that has kept nothing. */
@Tag("browser")
class FirstViewTest extends BrowserTest {

  private static final int MOST_REQUESTS = 15;
  private static final long MOST_BYTES = 200_000;

  /** Names and bytes of the view's requests, the page itself first. */
  private static final String REQUESTS =
      "return [...performance.getEntriesByType('navigation'),"
          + " ...performance.getEntriesByType('resource')]"
          + ".map(one => [one.name, one.transferSize])";

  @AfterEach
  void useCache() {
    browser.useCache(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-calls", "performance"})
  void takesFewRequestsAndBytes(String tab) {
    Harbor.indexed(api);
    String token = api.tokens().superAdmin(Harbor.TENANT, "root");
    browser.useCache(false);
    browser.open(api.uri() + "/?zone=UTC&range=30d&tab=" + tab + "#token=" + token);

    List<?> requests = (List<?>) browser.js(REQUESTS);
    assertThat(requests).hasSizeLessThanOrEqualTo(MOST_REQUESTS);
    assertThat(requests.stream().mapToLong(FirstViewTest::bytesBesideChartLibrary).sum())
        .as("bytes of %s", requests)
        .isPositive()
        .isLessThanOrEqualTo(MOST_BYTES);
  }

  private static long bytesBesideChartLibrary(Object request) {
    List<?> parts = (List<?>) request;
    return ((String) parts.get(0)).endsWith("/echarts.js")
        ? 0
        : ((Number) parts.get(1)).longValue();
  }
}
