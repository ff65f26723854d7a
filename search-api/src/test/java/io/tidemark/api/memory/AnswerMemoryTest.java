/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.memory.Lease.Growth;
import io.tidemark.api.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AnswerMemoryTest {

  private static final long TOTAL = 80L << 20;
  private static final long LARGE = 30L << 20;

  private final AnswerMemory memory = new AnswerMemory(TOTAL, Duration.ofMillis(50));

  @Test
  void leavesOtherTenantsTheirPart() {
    try (Lease first = memory.lease("acme", LARGE);
        Lease other = memory.lease("globex", LARGE)) {
      assertRefused(() -> memory.lease("acme", LARGE));
      assertThat(memory.used()).isEqualTo(2 * LARGE);
      // All heavy requests together leave room for light ones, which do not wait.
      assertRefused(() -> memory.lease("initech", LARGE));
      try (Lease light = memory.lease("initech", AnswerMemory.LIGHT)) {
        assertThat(light.growTo(AnswerMemory.LIGHT)).isEqualTo(Growth.GRANTED);
      }
      first.close();
      other.close();
    }
    assertThat(memory.used()).isZero();
  }

  @Test
  void grantsLargeRequestsWhenOthersEnd() throws Exception {
    AnswerMemory patient = new AnswerMemory(TOTAL, Duration.ofMinutes(1));
    Lease first = patient.lease("acme", LARGE);
    CompletableFuture<Lease> second =
        CompletableFuture.supplyAsync(() -> patient.lease("acme", LARGE));
    assertThat(second).isNotDone();

    first.close();

    second.get(1, TimeUnit.MINUTES).close();
    assertThat(patient.used()).isZero();
  }

  @Test
  void growsUpToHalfForOneTenant() {
    try (Lease one = memory.lease("acme", 0);
        Lease two = memory.lease("acme", 0)) {
      assertThat(one.growTo(LARGE)).isEqualTo(Growth.GRANTED);
      assertThat(two.growTo(LARGE)).isEqualTo(Growth.NO_ROOM);
      assertThat(two.growTo(TOTAL)).isEqualTo(Growth.TOO_LARGE);
      one.growTo(1_000);
      one.settle();
      assertThat(two.growTo(LARGE)).isEqualTo(Growth.GRANTED);
    }
    assertThat(memory.used()).isZero();
  }

  @Test
  void takesNoMoreForARequestThanOneMayHave() {
    try (Lease alone = memory.lease("acme", Long.MAX_VALUE)) {
      assertThat(memory.used()).isEqualTo(memory.mostOfOne()).isEqualTo(alone.most());
    }
    assertThat(memory.used()).isZero();
  }

  private static void assertRefused(ThrowingCallable lease) {
    assertThatThrownBy(lease)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.status().value()).isEqualTo(429);
              assertThat(e.properties()).containsEntry("retry_after_seconds", 5L);
            });
  }
}
