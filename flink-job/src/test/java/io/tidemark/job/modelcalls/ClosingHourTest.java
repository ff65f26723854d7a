/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.window.PartialAggregate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An hour of many groups leaves in portions, and its watermark after the last of them. */
@Tag("fast")
class ClosingHourTest {

  private static final int GROUPS = 5_000;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private Counting counting;

  @BeforeEach
  void countAnHour() throws Exception {
    counting = Counting.start(null);
    for (int i = 0; i < GROUPS; i++) {
      call("r" + i, "user-" + i, TEN);
    }
    counting.processWatermark(new Watermark(TEN + HOUR));
  }

  @AfterEach
  void close() throws Exception {
    counting.close();
  }

  @Test
  void inputIsTakenBetweenThePortions() throws Exception {
    int first = parts().size();
    assertThat(first).isPositive().isLessThan(GROUPS);

    call("next", "alice", TEN + HOUR);

    assertThat(parts().size()).isGreaterThan(first).isLessThan(GROUPS);
    assertThat(watermarks()).isEmpty();
    counting.prepareSnapshotPreBarrier(1);
    assertThat(parts())
        .hasSize(GROUPS + 1)
        .last()
        .extracting(part -> part.group().windowStart())
        .isEqualTo(TEN + HOUR);
  }

  @Test
  void withoutInputTheClockSendsTheRestAndThenTheWatermark() throws Exception {
    for (int millis = 1; millis < 10; millis++) {
      counting.setProcessingTime(millis);
    }

    assertThat(parts()).hasSize(GROUPS);
    assertThat(new ArrayList<>(counting.getOutput()).get(GROUPS))
        .as("behind all parts")
        .isEqualTo(new Watermark(TEN + HOUR));
  }

  @Test
  void aLaterWatermarkReplacesTheOneThatIsHeldBack() throws Exception {
    counting.processWatermark(new Watermark(TEN + HOUR + 1));
    counting.processWatermark(new Watermark(TEN + HOUR + 2));

    assertThat(parts()).hasSize(GROUPS);
    assertThat(watermarks()).containsExactly(new Watermark(TEN + HOUR + 2));
  }

  @Test
  void nothingStaysBehindACheckpoint() throws Exception {
    counting.prepareSnapshotPreBarrier(1);

    assertThat(parts()).hasSize(GROUPS);
    assertThat(watermarks()).containsExactly(new Watermark(TEN + HOUR));
  }

  private void call(String request, String user, long time) throws Exception {
    counting.count(Calls.createRow(request, user, time));
  }

  private List<PartialAggregate> parts() {
    return counting.extractOutputValues();
  }

  private List<Object> watermarks() {
    List<Object> marks = new ArrayList<>(counting.getOutput());
    marks.removeIf(sent -> !(sent instanceof Watermark));
    return marks;
  }
}
