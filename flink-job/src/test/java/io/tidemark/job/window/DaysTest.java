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
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DaysTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

  /** Where days of the test's zone begin. */
  private static final long DAY = TEN + HOUR;

  private static final long NEXT_DAY = DAY + 24 * HOUR;
  private static final DayOptions OFF =
      new DayOptions(false, FoldedHours.DAY_ZONE, Duration.ofMinutes(10));

  @Test
  void publishesADayOnceItIsOver() throws Exception {
    try (PublishedHours job = start(null)) {
      job.add(part(DAY, 2));
      job.add(part(DAY + 5 * HOUR, 3));
      job.clock(DAY + 6 * HOUR);
      job.watermark(NEXT_DAY - 2);
      assertThat(days(job)).isEmpty();

      job.watermark(NEXT_DAY - 1);

      DocumentWrite day = days(job).get(0);
      assertThat(day.index).isEqualTo("tidemark-image-jobs-daily-2026.11");
      assertThat(day.id).startsWith("20261122T1100-");
      assertThat(day.version).isEqualTo(11);
      assertThat(new String(day.source, UTF_8))
          .startsWith(
              "{\"day\":\"2026-11-22T11:00:00Z\",\"day_zone\":\"Pacific/Pago_Pago\","
                  + "\"window_minutes\":1440,\"tenant_id\":\"acme\"")
          .contains("\"jobs\":5,", "\"final\":true,\"revision\":0,\"late_events\":0");
    }
  }

  @Test
  void addsEventsThatComeLateForTheirHourButNotForTheirDay() throws Exception {
    try (PublishedHours job = start(null)) {
      job.add(part(DAY, 2));
      job.watermark(DAY + 2 * HOUR);
      job.add(part(DAY, 1));
      job.add(part(DAY + HOUR, 4));
      job.watermark(NEXT_DAY);

      assertThat(days(job))
          .singleElement()
          .extracting(day -> new String(day.source, UTF_8))
          .asString()
          .contains("\"jobs\":7,", "\"revision\":0,\"late_events\":0");
    }
  }

  @Test
  void correctsADayWithLateEventsUntilItIsClosed() throws Exception {
    try (PublishedHours job = start(null)) {
      job.clock(DAY);
      job.add(part(NEXT_DAY - HOUR, 2));
      job.watermark(NEXT_DAY);
      days(job);

      job.add(part(NEXT_DAY - HOUR, 1));
      job.clock(DAY + 2 * HOUR);

      DocumentWrite day = days(job).get(0);
      assertThat(day.version).isEqualTo(7);
      assertThat(new String(day.source, UTF_8))
          .contains("\"jobs\":3,", "\"revision\":1,\"late_events\":1");

      job.watermark(NEXT_DAY + 24 * HOUR - 1);
      assertThat(job.stateEntries()).isPositive();
      job.watermark(NEXT_DAY + 24 * HOUR);
      assertThat(job.stateEntries() + job.timers()).isZero();
    }
  }

  @Test
  void beginsWithTheFirstWholeDayAfterAnUpgrade() throws Exception {
    PublishedHours.Snapshot earlier = new PublishedHours.Snapshot(stateWithoutDays(), null);
    try (PublishedHours job = start(earlier)) {
      job.add(part(DAY - HOUR, 1));
      job.add(part(DAY, 2));
      job.watermark(NEXT_DAY);

      assertThat(days(job))
          .extracting(day -> day.id.substring(0, 13))
          .containsExactly("20261122T1100");
      assertThat(job.firstDays()).containsExactly(DAY);
    }
  }

  @Test
  void keepsTheFirstDayOverALaterRestart() throws Exception {
    PublishedHours.Snapshot earlier = new PublishedHours.Snapshot(stateWithoutDays(), null);
    PublishedHours.Snapshot second;
    try (PublishedHours job = start(earlier)) {
      job.add(part(DAY, 2));
      second = job.snapshot(2);
    }
    try (PublishedHours job = startAt(second, FoldedHours.DAYS, DAY + HOUR)) {
      job.add(part(DAY + HOUR, 1));
      job.watermark(NEXT_DAY);

      assertThat(days(job)).singleElement().matches(day -> day.version == 7);
    }
  }

  @Test
  void publishesAllDaysOfAJobWithoutStateButReportsLaterOnesAsComplete() throws Exception {
    try (PublishedHours job = start(null)) {
      job.add(part(DAY - 48 * HOUR, 1));
      job.watermark(DAY - HOUR);

      assertThat(days(job)).hasSize(1);
      assertThat(job.firstDays()).containsExactly(DAY);
    }
  }

  @Test
  void publishesNoDayOfWhichItMissedAPart() throws Exception {
    PublishedHours.Snapshot first;
    try (PublishedHours job = start(null)) {
      job.add(part(DAY, 1));
      job.watermark(DAY + HOUR);
      first = job.snapshot(1);
    }
    PublishedHours.Snapshot off;
    try (PublishedHours job = startAt(first, OFF, DAY + 2 * HOUR)) {
      job.add(part(DAY + 2 * HOUR, 1));
      job.watermark(DAY + 4 * HOUR);
      off = job.snapshot(2);
      job.watermark(NEXT_DAY);
      assertThat(days(job)).isEmpty();
      assertThat(job.firstDays()).containsExactly(Long.MAX_VALUE);
    }
    try (PublishedHours job = startAt(off, FoldedHours.DAYS, DAY + 5 * HOUR)) {
      job.add(part(DAY + 5 * HOUR, 1));
      job.add(part(NEXT_DAY, 1));
      job.watermark(NEXT_DAY + 24 * HOUR);

      assertThat(days(job))
          .extracting(day -> day.id.substring(0, 13))
          .containsExactly("20261123T1100");
    }
  }

  @Test
  void beginsAgainInANewZone() throws Exception {
    PublishedHours.Snapshot first;
    try (PublishedHours job = start(null)) {
      job.add(part(DAY, 1));
      job.watermark(DAY + HOUR);
      first = job.snapshot(1);
    }
    DayOptions utc = new DayOptions(true, DayZone.UTC, Duration.ofMinutes(10));
    try (PublishedHours job = startAt(first, utc, DAY + 2 * HOUR)) {
      job.add(part(DAY + 2 * HOUR, 1));
      job.add(part(DAY + 13 * HOUR, 1));
      job.watermark(NEXT_DAY + 24 * HOUR);

      assertThat(days(job))
          .extracting(day -> day.id.substring(0, 13))
          .containsExactly("20261123T0000");
    }
  }

  private static PublishedHours start(PublishedHours.Snapshot snapshot) throws Exception {
    return new PublishedHours(WorkloadSchemas.IMAGE_JOBS, ImageJobHours.TYPES.state(), snapshot);
  }

  private static PublishedHours startAt(
      PublishedHours.Snapshot snapshot, DayOptions options, long now) throws Exception {
    return new PublishedHours(
        WorkloadSchemas.IMAGE_JOBS,
        ImageJobHours.TYPES.state(),
        snapshot,
        options,
        Instant.ofEpochMilli(now));
  }

  /** State of a publisher of hours that knew no days. */
  private static OperatorSubtaskState stateWithoutDays() throws Exception {
    try (var publisher = ImageJobHours.openPublisher(FoldedHours.HOURS, null)) {
      publisher.processElement(new StreamRecord<>(part(DAY - HOUR, 3)));
      return publisher.snapshot(1, 1);
    }
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
