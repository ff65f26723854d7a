/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Parts that are on their way out, sent in portions: a closed hour of half a million groups must
 * not keep its sender from all else until the last one has found room in the network.
 */
public final class DrainQueue {

  private final Queue<Iterator<PartialAggregate>> windows = new ArrayDeque<>();

  void add(WindowAggregates parts) {
    windows.add(parts.iterator());
  }

  /** Whether all were sent. */
  public boolean isEmpty() {
    return windows.isEmpty();
  }

  /** Sends {@code most} parts, or those that are left. */
  public void send(int most, Consumer<PartialAggregate> target) {
    int left = most;
    while (!windows.isEmpty()) {
      Iterator<PartialAggregate> first = windows.element();
      for (; left > 0 && first.hasNext(); left--) {
        target.accept(first.next());
      }
      if (first.hasNext()) {
        return;
      }
      windows.remove();
    }
  }
}
