/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.selection;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.FinalThrough.Progress;
import io.tidemark.api.search.KnownProgress;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.Keep;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which part of a range is read from hours and which from days. */
@Tag("fast")
class TiersTest {

  private static final Instant NOW = Instant.parse("2026-03-12T10:10:00Z");
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FIRST_DAY = Instant.parse("2026-02-10T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void readsHoursWhereDaysAreKeptForAShorterTime() {
    KnownProgress progress = new KnownProgress();
    progress.set(new Progress(NOW, Instant.parse("2025-06-01T00:00:00Z"), UTC));
    Retention retention = new Retention(new Keep(400, 31, 30, 30));
    Tiers tiers = new Tiers(progress, retention, Clock.fixed(NOW, UTC));

    TieredRange split = tiers.split(Workload.MODEL_CALLS, new TimeRange(FROM, TO));

    assertThat(split.hours()).containsExactly(new TimeRange(FROM, FIRST_DAY));
    assertThat(split.days()).containsExactly(new TimeRange(FIRST_DAY, TO));
  }
}
