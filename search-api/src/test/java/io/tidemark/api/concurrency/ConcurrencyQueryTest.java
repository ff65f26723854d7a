/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.FieldValue;
import io.tidemark.api.access.Scope;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Tag("fast")
class ConcurrencyQueryTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int WINDOWS = 2 * ConcurrencyQuery.PAGE + 1;

  private final ConcurrencyRequest request =
      new ConcurrencyRequest(
          new Scope("acme", "root", true, new TreeSet<>()),
          new TimeRange(START, START.plus(Duration.ofDays(90))),
          "tenant",
          "acme");

  @Test
  void readsAllWindowsWhereHoursAreKeptLong() {
    List<Search> searches = new ArrayList<>();

    List<JsonNode> windows =
        ConcurrencyQuery.searchWindows(
            request,
            search -> {
              searches.add(search);
              return answer(search);
            });

    assertThat(windows).hasSize(WINDOWS).doesNotHaveDuplicates();
    assertThat(searches).hasSize(3);
  }

  private static JsonNode answer(Search search) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ArrayNode hits = answer.putObject("hits").putArray("hits");
    for (int at = firstOf(search); at < WINDOWS && hits.size() < search.size(); at++) {
      Instant hour = START.plus(WINDOW.multipliedBy(at));
      hits.addObject().putObject("_source").put("hour", hour.toString());
    }
    return answer;
  }

  private static int firstOf(Search search) {
    if (search.after().isEmpty()) {
      return 0;
    }
    FieldValue after = search.after().get(0);
    return (int) ((after.longValue() - START.toEpochMilli()) / WINDOW.toMillis()) + 1;
  }
}
