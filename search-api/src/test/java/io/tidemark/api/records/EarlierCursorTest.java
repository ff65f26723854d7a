/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.access.Scope;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cursors outlast the build that made them: they last as long as their range is kept. */
@Tag("fast")
class EarlierCursorTest {

  private static final Instant NOW = Instant.parse("2026-03-12T10:10:00Z");
  private static final Instant FIRST = NOW.minus(Duration.ofDays(29));

  @Test
  void goesOnWithACursorOfABuildWithoutOtherOrders() {
    String cursor =
        "dnlGZXk2NEdWSEN3Y3pSLUl1Si1UdwoxNzczMzAyNDAwMDAwCjE3NzMzMDk2MDAwMDAKMTc3MzMwNjAwMDAwMApyNQ";

    RecordsRequest next = read(cursor);

    assertThat(next.after())
        .contains(
            new Cursor(
                new TimeRange(
                    Instant.parse("2026-03-12T08:00:00Z"), Instant.parse("2026-03-12T10:00:00Z")),
                new RecordPosition(
                    Optional.empty(), Instant.parse("2026-03-12T09:00:00Z").toEpochMilli(), "r5")));
    assertThat(next.encode(next.after().orElseThrow())).isEqualTo(cursor);
  }

  private static RecordsRequest read(String cursor) {
    RecordKind kind = new RecordKind(Workload.MODEL_CALLS);
    return RecordsRequest.of(
        kind,
        RecordsRequest.parameters(kind).read(Map.of("cursor", new String[] {cursor})),
        new Scope("records-tenant", "root", true, new TreeSet<>()),
        Clock.fixed(NOW, ZoneOffset.UTC),
        new LongRange.Kept(FIRST, FIRST, ZoneOffset.UTC));
  }
}
