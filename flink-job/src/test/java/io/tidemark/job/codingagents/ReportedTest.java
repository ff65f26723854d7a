/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMetric;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ReportedTest {

  private static final long TEN = 1_767_261_600_000L;
  private static final int ENTRY_BYTES = 2 * Long.BYTES;

  private Reported reported = new Reported();

  @Test
  void countsAnyNumberOfPointsOnceInBoundedState() throws IOException {
    int points = 3 * Reported.MAX_VALUES;
    for (int i = 1; i <= points; i++) {
      assertThat(reported.take(standing(TEN + i, i), TEN)).isTrue();
    }
    assertThat(writeBytes().length).isLessThan(ENTRY_BYTES * (Reported.MAX_VALUES + 10));
    Reported copy = new Reported();
    copy.readFrom(new DataInputStream(new ByteArrayInputStream(writeBytes())), true);
    reported = copy;

    for (int i = 1; i <= points; i++) {
      assertThat(reported.take(standing(TEN + i, i), TEN)).as("point %d again", i).isFalse();
      assertThat(reported.conflicts(standing(TEN + i, i))).isFalse();
    }
    assertThat(reported.increments()).containsExactly(Map.entry(TEN, (long) points));
  }

  @Test
  void comparesARepeatedPointWithTheOneOfItsTime() {
    reported.take(standing(TEN, 1), TEN);
    reported.take(standing(TEN + 1, 2), TEN);

    assertThat(reported.take(standing(TEN, 2), TEN)).isFalse();
    assertThat(reported.conflicts(standing(TEN, 2))).isTrue();
    assertThat(reported.conflicts(standing(TEN, 1))).isFalse();
  }

  @Test
  void knowsCountersOfAnEarlierBuildByTheirValues() throws IOException {
    reported.take(standing(TEN, 1), TEN);
    reported.take(standing(TEN + 1, 2), TEN);

    Reported earlier = new Reported();
    earlier.readFrom(new DataInputStream(new ByteArrayInputStream(writeBytes())), false);

    assertThat(earlier.isCounter()).isTrue();
  }

  /** A month of standings. */
  @Test
  void keepsOneStandingOfClosedWindows() throws IOException {
    long hour = 3_600_000;
    int hours = 30 * 24;
    for (int i = 0; i < hours; i++) {
      reported.take(standing(TEN + i * hour, i), TEN + i * hour);
      reported.forgetValuesBefore(TEN + (i - 24) * hour);
    }

    assertThat(writeBytes().length).isLessThan(2 * ENTRY_BYTES * 30);
    assertThat(reported.increments()).containsEntry(TEN + (hours - 1) * hour, 1L);
  }

  private byte[] writeBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    reported.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static AgentMeasurement standing(long time, long value) {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.seriesId = "series";
    measurement.metric = AgentMetric.LINES_ADDED;
    measurement.eventTime = time;
    measurement.value = value;
    return measurement;
  }
}
