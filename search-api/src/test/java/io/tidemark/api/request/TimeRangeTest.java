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
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class TimeRangeTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-12T10:10:00Z"), ZoneOffset.UTC);
  private static final ParameterSet PARAMETERS =
      ParameterSet.of(TimeRange.PARAMETERS.toArray(Parameter[]::new));

  @ParameterizedTest
  @CsvSource({
    "2h, 2026-03-12T08:00:00Z, 2026-03-12T11:00:00Z",
    "12h, 2026-03-11T22:00:00Z, 2026-03-12T11:00:00Z",
    "1d, 2026-03-11T10:00:00Z, 2026-03-12T11:00:00Z",
    "3d, 2026-03-09T10:00:00Z, 2026-03-12T11:00:00Z",
    "7d, 2026-03-05T10:00:00Z, 2026-03-12T11:00:00Z",
    "30d, 2026-02-11T00:00:00Z, 2026-03-12T11:00:00Z"
  })
  void completeHoursBeforeTheRunningOneAndTheRunningOne(String range, Instant from, Instant to) {
    assertThat(of("range", range)).isEqualTo(new TimeRange(from, to));
  }

  @Test
  void timesAreWidenedToWholeHours() {
    assertThat(of("from", "2026-03-10T08:59:59+05:30", "to", "2026-03-10T05:00:00.001Z"))
        .isEqualTo(
            new TimeRange(
                Instant.parse("2026-03-10T03:00:00Z"), Instant.parse("2026-03-10T06:00:00Z")));
    assertThat(of("from", "2026-03-10T03:00:00Z", "to", "2026-03-10T04:00:00Z").hours())
        .isEqualTo(1);
    assertThat(of("from", "2026-03-12T08:00:00Z", "to", "2027-01-01T00:00:00Z").to())
        .isEqualTo("2026-03-12T11:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "from, 2026-02-10T23:59:59Z, from",
    "to, 2026-03-12T08:00:00Z, to",
    "from, 2026-03-12T11:00:00Z, from",
    "from, yesterday, from",
    "from, 1773309600, from",
    "range, 4h, range",
    "range, '', range"
  })
  void rejectsInvalidRanges(String name, String value, String blamed) {
    assertThatThrownBy(() -> of(name, value))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.properties()).containsEntry("parameter", blamed));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-12T08:40:00Z, 2026-03-12T08:20:00Z",
    "2026-03-12T08:20:00Z, 2026-03-12T08:20:00Z",
    "2026-03-12T08:59:59Z, 2026-03-12T08:00:01Z",
    "2026-03-12T08:00:00Z, 2026-03-12T08:00:00Z",
    "2026-03-12T08:20:00Z, 2026-03-12T09:10:00+01:00",
    "2026-03-12T09:20:00Z, 2026-03-12T07:00:00Z"
  })
  void refusesARangeThatEndsBeforeItStartsWithinItsHour(String from, String to) {
    assertThatThrownBy(() -> of("from", from, "to", to))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.properties()).containsEntry("parameter", "from"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-12T10:00:00Z, 2026-03-12T10:00:00Z",
    "2026-03-12T09:30:00Z, 2026-03-12T09:00:00Z",
    "2026-03-12T11:00:00Z, 2026-03-12T11:00:00Z",
    "2026-03-12T14:00:00Z, 2026-03-12T11:00:00Z",
    "2026-03-12T08:59:59Z, ",
    "2026-03-12T08:00:00Z, "
  })
  void endsAtTheLastWholeHourBeforeATime(Instant time, Instant end) {
    TimeRange range = of("range", "2h");

    assertThat(range.before(time))
        .isEqualTo(Optional.ofNullable(end).map(to -> new TimeRange(range.from(), to)));
  }

  @Test
  void rangeAndTimesContradict() {
    assertThatThrownBy(() -> of("range", "1d", "from", "2026-03-12T08:00:00Z"))
        .isInstanceOf(ProblemException.class);
  }

  private static TimeRange of(String... parameters) {
    Map<String, String[]> sent = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      sent.put(parameters[i], new String[] {parameters[i + 1]});
    }
    return TimeRange.of(PARAMETERS.read(sent), CLOCK);
  }
}
