/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days of 23 and of 25 hours whose job is down while clocks are changed and the day ends. */
@Tag("fast")
class DaysOfClockChangesTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final DayOptions DAYS =
      new DayOptions(true, new DayZone(ZoneId.of("Europe/Berlin")), Duration.ofMinutes(10));

  @ParameterizedTest
  @CsvSource({"2026-10-24T22:00:00Z, 25, 20261024T2200", "2027-03-27T23:00:00Z, 23, 20270327T2300"})
  void publishesTheDayThatEndedWhileTheJobWasDown(String begin, int hours, String id)
      throws Exception {
    long start = Instant.parse(begin).toEpochMilli();
    long end = start + hours * HOUR;
    PublishedHours.Snapshot snapshot;
    try (PublishedHours job = start(null, start)) {
      job.add(part(start, 1));
      job.add(part(start + 2 * HOUR, 2));
      job.watermark(start + 4 * HOUR);
      job.add(part(start + 5 * HOUR, 4));
      snapshot = job.snapshot(1);
    }
    try (PublishedHours job = start(snapshot, end + 3 * HOUR)) {
      // Late, of the last hour of the day, and of the first one behind it.
      job.add(part(start + HOUR, 8));
      job.add(part(end - HOUR, 16));
      job.add(part(end, 32));
      job.watermark(end - 2);
      assertThat(days(job)).isEmpty();

      job.watermark(end - 1);

      assertThat(days(job))
          .singleElement()
          .satisfies(
              day -> {
                assertThat(day.id).startsWith(id + "-");
                assertThat(new String(day.source, UTF_8))
                    .contains("\"window_minutes\":" + hours * 60 + ",")
                    .contains("\"jobs\":31,")
                    .contains("\"final\":true,\"revision\":0,\"late_events\":0");
              });
    }
  }

  private static PublishedHours start(PublishedHours.Snapshot snapshot, long now) throws Exception {
    return new PublishedHours(
        WorkloadSchemas.IMAGE_JOBS,
        ImageJobHours.TYPES.state(),
        snapshot,
        DAYS,
        Instant.ofEpochMilli(now));
  }

  private static PartialAggregate part(long windowStart, int jobs) {
    return ImageJobHours.createPart(windowStart, jobs);
  }

  private static List<DocumentWrite> days(PublishedHours job) {
    return job.takeDocuments().stream()
        .filter(document -> document.index.contains("-daily-"))
        .toList();
  }
}
