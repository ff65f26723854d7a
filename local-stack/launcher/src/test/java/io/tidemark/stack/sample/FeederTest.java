/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class FeederTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "2026-11-29T15:00:00Z, 2026-10-31T18:00:00Z, 2026-11-01T00:00:00Z",
    "2026-03-05T00:00:00Z, 2026-02-28T18:00:00Z, 2026-03-01T00:00:00Z"
  })
  void aFreshStackGetsTheEndOfTheMonthBefore(Instant now, Instant from, Instant to) {
    assertThat(feeder(Feeder.FULL_HISTORY).findMonthEnd(now))
        .hasValueSatisfying(
            plan -> {
              assertThat(plan.from()).isEqualTo(from);
              assertThat(plan.to()).isEqualTo(to);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T00:00:00Z, hours of the last day are no longer kept",
    "2026-11-03T15:00:00Z, the history reaches back to it"
  })
  void leavesOutAMonthEndThatCannotBeClosedByItself(Instant now, String reason) {
    assertThat(feeder(Feeder.FULL_HISTORY).findMonthEnd(now)).as(reason).isEmpty();
  }

  @Test
  void leavesOutTheMonthEndAfterAStart() throws IOException {
    Instant now = Instant.parse("2026-11-29T15:00:00Z");

    assertThat(feeder(Feeder.RECENT_HISTORY).findMonthEnd(now)).as("too late").isEmpty();
    Files.writeString(note(), "2026-11-29T14:59:58Z");
    assertThat(feeder(Feeder.FULL_HISTORY).findMonthEnd(now)).as("fed before").isEmpty();
  }

  private Feeder feeder(Duration history) {
    return new Feeder(note(), history, Clock.systemUTC());
  }

  private Path note() {
    return folder.resolve("fed-through");
  }
}
