/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import static io.tidemark.model.training.JobEvents.BEGINNING;
import static io.tidemark.model.training.JobEvents.HOUR;
import static io.tidemark.model.training.JobEvents.MINUTE;
import static io.tidemark.model.training.JobEvents.event;
import static io.tidemark.model.training.JobRunsTest.hours;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.hourly.Window;
import io.tidemark.model.parsing.CheckedFields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class JobTimesTest {

  /** State of a build that kept one start and one end. */
  @ParameterizedTest
  @CsvSource({
    // start, end, step, first and last event; then run times of the first two hours
    "10, -1, 0, 10, 70, 50, 10",
    "-1, -1, 0, 20, 70, 40, 10",
    "10, 30, 4, 10, 30, 20, 0",
    "-1, 30, 4, 20, 80, 10, 0",
    "-1, 30, 0, 10, 30, 0, 0",
    "70, 30, 0, 10, 90, 0, 20"
  })
  void readsTimesOfEarlierBuilds(
      long start, long end, byte step, long first, long last, long one, long two)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(start < 0 ? CheckedFields.UNKNOWN : BEGINNING + start * MINUTE);
    out.writeLong(end < 0 ? CheckedFields.UNKNOWN : BEGINNING + end * MINUTE);
    out.writeByte(step);
    out.writeUTF("");
    JobTimes times = new JobTimes(new AttemptTokens());

    times.readEarlier(
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
        true,
        BEGINNING + first * MINUTE,
        BEGINNING + last * MINUTE);

    Map<Long, Long> expected = hours(0, one, 1, two);
    expected.values().removeIf(time -> time == 0);
    assertThat(times.runTimes(Window.HOUR, Long.MIN_VALUE)).isEqualTo(expected);
    assertThat(times.lastEnd() == null).isEqualTo(step == 0);
    times.take(event(TrainingStep.PROGRESS, 110 * MINUTE, 0), Window.HOUR);
    times.take(event(TrainingStep.PROGRESS, 120 * MINUTE, 0), Window.HOUR);
    boolean isRunning = end < 0 || start > end;
    assertThat(times.runTimes(Window.HOUR, BEGINNING + HOUR))
        .as("from the last event on, or when it is resumed")
        .isEqualTo(hours(1, isRunning ? 120 - Math.max(60, start) : 10));
  }
}
