/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import io.tidemark.model.hourly.HourlyMeasures;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Parts that are on their way out, sent in portions: a closed hour of half a million groups must
 * not keep its sender from all else until the last one has found room in the network.
 *
 * @param <M> the measures
 */
public final class LeavingParts<M extends HourlyMeasures<M>> {

  private final Queue<GroupParts<M>> windows = new ArrayDeque<>();
  private int sentOfFirst;

  void add(GroupParts<M> parts) {
    windows.add(parts);
  }

  /** Whether all were sent. */
  public boolean isEmpty() {
    return windows.isEmpty();
  }

  /** Sends {@code most} parts, or those that are left. */
  public void send(int most, Consumer<HourPart<M>> target) {
    int[] left = {most};
    while (left[0] > 0 && !windows.isEmpty()) {
      GroupParts<M> first = windows.element();
      sentOfFirst =
          first.forSome(
              sentOfFirst,
              left[0],
              (group, measures) -> {
                left[0]--;
                target.accept(new HourPart<>(group, measures));
              });
      if (sentOfFirst == first.end()) {
        windows.remove();
        sentOfFirst = 0;
      }
    }
  }
}
