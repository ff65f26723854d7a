/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class HoldQueryTest {

  /** One hold that cannot be read would keep the janitor from all tenants. */
  @Test
  void searchesForHoldsOfAnyTime() {
    assertThat(search("0001-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"))
        .contains("\"gte\":0,\"lt\":" + millis("9999-12-31T00:00:00Z"));
    assertThat(search("-999999999-01-01T00:00:00Z", "2026-03-12T00:00:00+08:00"))
        .contains("\"gte\":0,\"lt\":" + millis("2026-03-11T16:00:00Z"));
    assertThat(search("2026-03-11T00:00:00Z", "2026-03-12T00:00:00Z"))
        .contains("\"gte\":" + millis("2026-03-10T23:00:00Z"));
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static String search(String from, String to) {
    String body = "{\"match\":{\"from\":\"%s\",\"to\":\"%s\"}}".formatted(from, to);
    Hold hold = new HoldKind().parse("case-1", JsonMapper.shared().readTree(body));
    return HoldQuery.createSearch("acme", hold, IndexFamily.MODEL_CALLS_HOURLY, 0, 1)
        .query()
        .toString();
  }
}
