/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.FinalThrough.Progress;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class CoverageTest {

  private static final Instant FIRST_HOUR = Instant.parse("2026-02-11T00:00:00Z");
  private static final Instant FINAL = Instant.parse("2026-03-12T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        // hours are kept of the whole range
        "2026-02-11T00:00:00Z, UTC, 2026-03-01T00:00:00Z, none",
        // all days of the range are complete
        "2026-01-01T00:00:00Z, UTC, 2025-12-01T00:00:00Z, none",
        "2026-01-01T00:00:00Z, UTC, 2026-01-01T00:00:00Z, none",
        // days begin inside of the range
        "2026-01-01T00:00:00Z, UTC, 2026-01-20T00:00:00Z, 2026-01-20T00:00:00Z",
        // hours reach back further than days
        "2026-01-01T00:00:00Z, UTC, 2026-03-01T00:00:00Z, 2026-02-11T00:00:00Z",
        // no days: the local day in which hours begin is not whole
        "2026-01-01T00:00:00Z, UTC, none, 2026-02-11T00:00:00Z",
        "2026-01-01T10:00:00Z, Pacific/Kiritimati, none, 2026-02-11T10:00:00Z",
        "2026-02-10T10:00:00Z, Pacific/Kiritimati, none, 2026-02-11T10:00:00Z",
        "2026-02-10T11:00:00Z, Pacific/Pago_Pago, none, 2026-02-11T11:00:00Z",
        // the range starts inside of a local day, of which there are no hours
        "2025-12-31T16:00:00Z, UTC, 2025-12-01T00:00:00Z, 2026-01-01T00:00:00Z",
        // the range starts inside of the local day in which hours begin
        "2026-02-10T20:00:00Z, Asia/Shanghai, 2025-12-01T16:00:00Z, 2026-02-11T00:00:00Z",
      })
  void isCompleteFromTheFirstDayOrHourThatIsKnown(
      Instant from, String zone, Instant daysFrom, Instant expected) {
    Progress progress = new Progress(FINAL, daysFrom, ZoneId.of(zone));

    assertThat(progress.findCompleteFrom(new TimeRange(from, FINAL), FIRST_HOUR).orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void readsOnlyCompleteFinalRanges() {
    Instant complete = Instant.parse("2026-02-11T00:00:00Z");
    Coverage cut =
        new Coverage(complete.minusSeconds(86_400), FINAL, complete, FINAL, FINAL.plusSeconds(60));

    assertThat(cut.isKnown(complete.minusSeconds(3600), complete)).isFalse();
    assertThat(cut.isKnown(complete, FINAL)).isTrue();
    assertThat(cut.isKnown(complete, FINAL.plusSeconds(3600))).isFalse();
    assertThat(cut.members()).containsEntry("complete_from", complete);
    assertThat(new Coverage(complete, FINAL, null, FINAL, FINAL).members())
        .doesNotContainKey("complete_from");
  }
}
