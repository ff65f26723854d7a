/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.hourly.Window;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class RecentWindowTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 60})
  void findsTheSameWindowsWhateverCameBefore(int minutes) {
    long millis = Duration.ofMinutes(minutes).toMillis();
    Window window = new Window(millis);
    RecentWindow recent =
        new RecentWindow(
            new WindowOptions(millis, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1000));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long moment = 0;
    for (int i = 0; i < 10_000; i++) {
      moment =
          switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> window.startOf(moment) + millis * random.nextInt(3) - 1;
            case 2 -> window.startOf(moment);
            default -> moment + random.nextInt((int) millis) - millis / 2;
          };
      assertThat(recent.startOf(moment))
          .as("seed %s, moment %s", seed, moment)
          .isEqualTo(window.startOf(moment));
    }
  }
}
