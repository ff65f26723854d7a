/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Tag("fast")
class NextPageTest {

  private static final JsonNode FOUND = JsonNodeFactory.instance.objectNode();

  private final NextPage page = new NextPage();

  @Test
  void searchesInAnotherThreadWithTheContextOfTheRequest() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    AtomicReference<String> request = new AtomicReference<>();
    MDC.put("request_id", "r-1");
    try {
      page.start(
          () -> {
            thread.set(Thread.currentThread());
            request.set(MDC.get("request_id"));
            return FOUND;
          });

      assertThat(page.isStarted()).isTrue();
      assertThat(page.take()).isSameAs(FOUND);
      assertThat(page.isStarted()).isFalse();
      assertThat(thread.get()).isNotSameAs(Thread.currentThread());
      assertThat(request.get()).isEqualTo("r-1");
    } finally {
      MDC.remove("request_id");
    }
  }

  @Test
  void throwsWhatTheSearchThrows() {
    ProblemException fault = ProblemException.unavailable("gone", Duration.ofSeconds(1));
    page.start(
        () -> {
          throw fault;
        });

    assertThatThrownBy(page::take).isSameAs(fault);
    assertThat(page.isStarted()).isFalse();
  }

  @Test
  void closingWaitsForASearchThatRuns() {
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    page.start(
        () -> {
          awaitSignal(goOn);
          ended.set(true);
          return FOUND;
        });
    Thread closing = Thread.currentThread();
    Thread signal =
        new Thread(
            () -> {
              while (closing.isAlive() && closing.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              goOn.countDown();
            });
    signal.setDaemon(true);
    signal.start();

    page.close();

    assertThat(ended).isTrue();
    assertThat(page.isStarted()).isFalse();
  }

  @Test
  void closingIgnoresASearchThatFailed() {
    page.start(
        () -> {
          throw new IllegalStateException("refused");
        });

    page.close();

    assertThat(page.isStarted()).isFalse();
  }

  private static void awaitSignal(CountDownLatch signal) {
    try {
      signal.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
