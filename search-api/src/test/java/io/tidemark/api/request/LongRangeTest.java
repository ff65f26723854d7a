/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class LongRangeTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-12T10:10:00Z"), ZoneOffset.UTC);
  private static final ParameterSet PARAMETERS =
      ParameterSet.of(LongRange.PARAMETERS.toArray(Parameter[]::new));

  @ParameterizedTest
  @CsvSource({
    "1d, UTC, 2026-03-11T10:00:00Z, 2026-03-12T11:00:00Z",
    "30d, UTC, 2026-02-11T00:00:00Z, 2026-03-12T11:00:00Z",
    "90d, UTC, 2025-12-13T00:00:00Z, 2026-03-12T11:00:00Z",
    "13m, UTC, 2025-03-01T00:00:00Z, 2026-03-12T11:00:00Z",
    "this_month, UTC, 2026-03-01T00:00:00Z, 2026-03-12T11:00:00Z",
    "this_month, Pacific/Kiritimati, 2026-02-28T10:00:00Z, 2026-03-12T11:00:00Z",
    "last_month, Pacific/Pago_Pago, 2026-02-01T11:00:00Z, 2026-03-01T11:00:00Z",
    "last_month, UTC, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
    "this_quarter, UTC, 2026-01-01T00:00:00Z, 2026-03-12T11:00:00Z",
    "last_quarter, UTC, 2025-10-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "today, UTC, 2026-03-12T00:00:00Z, 2026-03-12T11:00:00Z",
    "today, Pacific/Kiritimati, 2026-03-12T10:00:00Z, 2026-03-12T11:00:00Z",
    "yesterday, UTC, 2026-03-11T00:00:00Z, 2026-03-12T00:00:00Z",
    "this_week, UTC, 2026-03-09T00:00:00Z, 2026-03-12T11:00:00Z",
    "last_week, UTC, 2026-03-02T00:00:00Z, 2026-03-09T00:00:00Z"
  })
  void namesDaysAndCalendarPeriodsOfTheDayZone(
      String range, String zone, Instant from, Instant to) {
    assertThat(of(zone, "range", range)).isEqualTo(new TimeRange(from, to));
  }

  @Test
  void widensToDaysBeforeTheFirstHourThatIsKept() {
    assertThat(of("UTC", "from", "2025-12-01T08:30:00Z", "to", "2025-12-03T01:00:00Z"))
        .isEqualTo(range("2025-12-01T00:00:00Z", "2025-12-04T00:00:00Z"));
    assertThat(of("UTC", "from", "2026-03-10T08:30:00Z", "to", "2026-03-11T01:00:00Z"))
        .isEqualTo(range("2026-03-10T08:00:00Z", "2026-03-11T01:00:00Z"));
  }

  @Test
  void readsTheDayInWhichHoursBeginAsAWhole() {
    assertThat(
            of("Pacific/Kiritimati", "from", "2026-02-10T12:00:00Z", "to", "2026-02-11T05:00:00Z"))
        .isEqualTo(range("2026-02-10T10:00:00Z", "2026-02-11T10:00:00Z"));
  }

  @Test
  void readsHoursOfDaysInsideOfWhichSomethingChanges() {
    TieredRange tiers =
        TieredRange.of(
            range("2026-02-08T00:00:00Z", "2026-02-16T00:00:00Z"),
            Instant.parse("2026-02-11T00:00:00Z"),
            ZoneId.of("UTC"),
            List.of(range("2026-02-01T00:00:00Z", "2026-02-16T00:00:00Z")));
    NavigableSet<Instant> changes =
        new TreeSet<>(
            List.of(
                Instant.parse("2026-02-09T12:00:00Z"),
                Instant.parse("2026-02-12T00:00:00Z"),
                Instant.parse("2026-02-13T12:00:00Z")));

    TieredRange read = tiers.readHoursAround(changes);

    assertThat(read.hours()).containsExactly(range("2026-02-13T00:00:00Z", "2026-02-14T00:00:00Z"));
    assertThat(read.days())
        .containsExactly(
            range("2026-02-08T00:00:00Z", "2026-02-13T00:00:00Z"),
            range("2026-02-14T00:00:00Z", "2026-02-16T00:00:00Z"));
    assertThat(changes.stream().map(change -> read.isBetweenDocuments(change, 3_600_000)))
        .containsExactly(false, true, true);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-01T08:30:00Z, 2026-03-02T01:30:00Z, 2026-02-11T00:00:00Z, 2026-03-02T02:00:00Z",
    "2026-03-01T08:30:00Z, 2026-03-02T01:30:00Z, 2026-03-01T08:00:00Z, 2026-03-02T02:00:00Z",
    "1970-01-01T00:00:00Z, 2026-02-11T00:30:00Z, 2026-02-11T00:00:00Z, 2026-02-11T01:00:00Z"
  })
  void cutsARangeToThePartThatIsKept(String from, String to, Instant start, Instant end) {
    assertThat(keptPart("from", from, "to", to)).isEqualTo(new TimeRange(start, end));
  }

  @Test
  void cutsCalendarPeriodsToThePartThatIsKept() {
    assertThat(keptPart("range", "this_quarter"))
        .isEqualTo(range("2026-02-11T00:00:00Z", "2026-03-12T11:00:00Z"));
    assertThatThrownBy(() -> keptPart("range", "last_quarter"))
        .hasMessageContaining("Nothing before 2026-02-11T00:00:00Z is kept");
    assertThatThrownBy(() -> keptPart("from", "2025-12-01T00:00:00Z", "to", "2026-02-11T00:00:00Z"))
        .hasMessageContaining("Nothing before 2026-02-11T00:00:00Z is kept");
  }

  @Test
  void rejectsTimesThatAreNotKept() {
    assertThatThrownBy(() -> of("UTC", "from", "2024-12-01T00:00:00Z"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Nothing before 2025-02-06T00:00:00Z is kept");
  }

  @Test
  void readsWholeCompleteDaysFromDaysAndTheRestFromHours() {
    TieredRange tiers =
        TieredRange.of(
            range("2026-03-01T05:00:00Z", "2026-03-05T07:00:00Z"),
            Instant.parse("2026-02-11T00:00:00Z"),
            ZoneId.of("UTC"),
            List.of(range("2026-03-03T00:00:00Z", "2026-03-05T05:00:00Z")));

    assertThat(tiers.days()).containsExactly(range("2026-03-03T00:00:00Z", "2026-03-05T00:00:00Z"));
    assertThat(tiers.hours())
        .containsExactly(
            range("2026-03-01T05:00:00Z", "2026-03-03T00:00:00Z"),
            range("2026-03-05T00:00:00Z", "2026-03-05T07:00:00Z"));
  }

  @Test
  void readsDaysThatHaveNoHoursFromDays() {
    TieredRange tiers =
        TieredRange.of(
            range("2026-01-30T00:00:00Z", "2026-02-12T00:00:00Z"),
            Instant.parse("2026-02-11T00:00:00Z"),
            ZoneId.of("UTC"),
            List.of());

    assertThat(tiers.days()).containsExactly(range("2026-01-30T00:00:00Z", "2026-02-11T00:00:00Z"));
    assertThat(tiers.hours())
        .containsExactly(range("2026-02-11T00:00:00Z", "2026-02-12T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"})
  void readsAMonthOf31DaysFromDays(String zone) {
    ZoneId dayZone = ZoneId.of(zone);
    Instant firstHour = Instant.parse("2026-03-04T00:00:00Z");
    Instant now = Instant.parse("2026-04-02T20:10:00Z");
    LongRange.Kept kept =
        new LongRange.Kept(firstHour, Instant.parse("2025-03-01T00:00:00Z"), dayZone);
    TimeRange month =
        LongRange.of(
            PARAMETERS.read(Map.of("range", new String[] {"last_month"})),
            Clock.fixed(now, ZoneOffset.UTC),
            firstHour,
            () -> kept);

    TieredRange tiers =
        TieredRange.of(month, firstHour, dayZone, List.of(new TimeRange(firstHour, now)));

    assertThat(tiers.hours()).isEmpty();
    assertThat(tiers.dates())
        .hasSize(31)
        .startsWith(LocalDate.parse("2026-03-01"))
        .endsWith(LocalDate.parse("2026-03-31"));
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }

  private static TimeRange of(String zone, String... pairs) {
    LongRange.Kept kept =
        new LongRange.Kept(
            Instant.parse("2026-02-11T00:00:00Z"),
            Instant.parse("2025-02-06T00:00:00Z"),
            ZoneId.of(zone));
    return LongRange.of(read(pairs), CLOCK, kept.hours(), () -> kept);
  }

  private static TimeRange keptPart(String... pairs) {
    return LongRange.keptPart(
        read(pairs), CLOCK, Instant.parse("2026-02-11T00:00:00Z"), () -> ZoneOffset.UTC);
  }

  private static ParameterValues read(String... pairs) {
    Map<String, String[]> sent = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      sent.put(pairs[i], new String[] {pairs[i + 1]});
    }
    return PARAMETERS.read(sent);
  }
}
