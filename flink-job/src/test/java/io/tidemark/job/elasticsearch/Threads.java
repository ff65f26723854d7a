/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** The threads alive at one moment; tells which of the sink's came since and stayed. */
record Threads(Set<Thread> alive) {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  static Threads now() {
    return new Threads(Set.copyOf(Thread.getAllStackTraces().keySet()));
  }

  void awaitNoneOfTheSinkSince() throws InterruptedException {
    for (Thread thread : ofTheSinkSince()) {
      thread.join(LIMIT.toMillis());
    }
    assertThat(ofTheSinkSince()).isEmpty();
  }

  private Set<Thread> ofTheSinkSince() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !alive.contains(thread))
        .filter(thread -> isOfTheSink(thread.getName()))
        .collect(Collectors.toSet());
  }

  private static boolean isOfTheSink(String name) {
    return name.startsWith("elasticsearch-sink")
        || name.startsWith("I/O dispatcher")
        || name.startsWith("pool-")
        || name.contains("scheduler");
  }
}
