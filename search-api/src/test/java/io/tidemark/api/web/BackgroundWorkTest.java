/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class BackgroundWorkTest {

  private static final Duration PAUSE = Duration.ofMillis(1);

  @ParameterizedTest
  @ValueSource(
      classes = {OutOfMemoryError.class, StackOverflowError.class, NullPointerException.class})
  void beginsAgainWhateverItThrows(Class<? extends Throwable> fault) throws Exception {
    Throwable thrown = fault.getConstructor(String.class).newInstance("of a test");
    CountDownLatch begun = new CountDownLatch(3);
    Work work =
        new Work() {
          @Override
          protected void work() throws InterruptedException {
            begun.countDown();
            if (begun.getCount() > 0) {
              throwAnything(thrown);
            }
            Thread.sleep(Duration.ofHours(1).toMillis());
          }
        };

    work.start();
    try {
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(work.isRunning()).isTrue();
    } finally {
      work.stop();
    }
    assertThat(work.isRunning()).isFalse();
  }

  @Test
  void doesNotBeginAgainWhenItIsDone() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(1);
    Work work =
        new Work() {
          @Override
          protected void work() {
            begun.incrementAndGet();
            Thread worker = Thread.currentThread();
            Thread watcher = new Thread(() -> awaitEnd(worker, ended));
            watcher.setDaemon(true);
            watcher.start();
          }
        };

    work.start();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(begun).hasValue(1);
  }

  private static void awaitEnd(Thread worker, CountDownLatch ended) {
    try {
      worker.join();
      ended.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("unchecked") // The compiler lets any unchecked type through.
  private static <T extends Throwable> void throwAnything(Throwable fault) throws T {
    throw (T) fault;
  }

  private abstract static class Work extends BackgroundWork {
    Work() {
      super("test", PAUSE);
    }
  }
}
