/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Links of messages to the page. */
@Tag("fast")
class PageLinksTest {

  private static final Instant FROM = Instant.parse("2026-11-28T16:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-29T16:00:00Z");

  @Test
  void namesTabPeriodZoneAndFiltersAsThePageDoes() {
    String link =
        new PageLinks("https://usage.example.com")
            .createLink(
                "model-calls",
                FROM,
                TO,
                ZoneId.of("Asia/Shanghai"),
                Map.of("user_id", List.of("a&b", "张")));

    assertThat(link)
        .isEqualTo(
            "https://usage.example.com/?tab=model-calls&from=2026-11-28T16%3A00%3A00Z"
                + "&to=2026-11-29T16%3A00%3A00Z&zone=Asia%2FShanghai"
                + "&user_id=a%26b&user_id=%E5%BC%A0");
  }

  @Test
  void hasNoHostWhenTheOperatorNamesNone() {
    assertThat(new PageLinks("").createLink("alerts", Map.of("monitor", "day-jump")))
        .isEqualTo("/?tab=alerts&monitor=day-jump");
  }
}
