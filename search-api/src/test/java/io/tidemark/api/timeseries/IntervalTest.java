/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.timeseries.Interval.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class IntervalTest {

  @ParameterizedTest
  @CsvSource({
    "America/St_Johns, 2026-03-08, 23",
    "America/St_Johns, 2026-11-01, 25",
    "America/New_York, 2026-11-01, 25",
    "Australia/Lord_Howe, 2026-04-05, 24.5",
    "Asia/Kolkata, 2026-11-01, 24"
  })
  void aDayIsAsLongAsItsZoneSays(String zone, String day, double hours) {
    Instant from = Instant.parse(day + "T00:00:00Z").minus(Duration.ofDays(2));
    TimeRange range = new TimeRange(from, from.plus(Duration.ofDays(5)));

    Bucket found =
        Interval.DAY.cut(range, ZoneId.of(zone)).stream()
            .filter(bucket -> bucket.time().toLocalDate().toString().equals(day))
            .findFirst()
            .orElseThrow();

    assertThat(Duration.between(found.from(), found.to()).toMinutes())
        .isEqualTo(Math.round(hours * 60));
  }

  @Test
  void partsOfAnyRangeInAnyZoneNeitherOverlapNorLeaveAHole() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    for (int i = 0; i < 2_000; i++) {
      Instant from =
          Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(20_000)));
      TimeRange range = new TimeRange(from, from.plus(Duration.ofHours(1 + random.nextInt(720))));
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      for (Interval interval : Interval.values()) {
        String which = "seed " + seed + ", " + interval + " of " + range + " in " + zone;
        Instant end = range.from();
        for (Bucket bucket : interval.cut(range, zone)) {
          assertThat(bucket.from()).as(which).isEqualTo(end);
          assertThat(bucket.to()).as(which).isAfter(bucket.from());
          end = bucket.to();
        }
        assertThat(end).as(which).isEqualTo(range.to());
      }
    }
  }
}
