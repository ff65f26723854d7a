/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.ChannelType.RateWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps all instances together from asking a receiver more often than it allows. */
@Component
class ReceiverLimits {

  /** An instance starts again when another one was faster. */
  private static final int MOST_TRIES = 10;

  private static final Duration SHORT = Duration.ofSeconds(1);

  private final SendTimes times;
  private final Clock clock;

  ReceiverLimits(SendTimes times, Clock clock) {
    this.times = times;
    this.clock = clock;
  }

  /** Notes that the receiver is asked now; or says how long to wait, and notes nothing. */
  Optional<Duration> acquireSlot(ChannelTarget target) {
    List<RateWindow> windows = target.channel().type().limits();
    return windows.isEmpty() ? Optional.empty() : acquireSlot(target.receiverKey(), windows);
  }

  Optional<Duration> acquireSlot(String receiver, List<RateWindow> windows) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Instant now = clock.instant();
      Optional<SendTimes.Stored> stored = times.findTimes(receiver);
      List<Instant> recent = listRecent(stored, windows, now);
      Optional<Duration> wait = longestWait(recent, windows, now);
      if (wait.isPresent()) {
        return wait;
      }
      recent.add(now);
      boolean won =
          stored.isEmpty()
              ? times.createTimes(receiver, recent)
              : times.replaceTimes(receiver, recent, stored.get().version());
      if (won) {
        return Optional.empty();
      }
    }
    return Optional.of(SHORT);
  }

  private static List<Instant> listRecent(
      Optional<SendTimes.Stored> stored, List<RateWindow> windows, Instant now) {
    int longest = windows.stream().mapToInt(RateWindow::seconds).max().orElseThrow();
    List<Instant> recent = new ArrayList<>();
    stored.ifPresent(
        found ->
            found.times().stream()
                .filter(time -> time.isAfter(now.minusSeconds(longest)))
                // Later ones are of a clock that was set back since.
                .filter(time -> time.isBefore(now.plusSeconds(longest)))
                .forEach(recent::add));
    return recent;
  }

  private static Optional<Duration> longestWait(
      List<Instant> recent, List<RateWindow> windows, Instant now) {
    Duration longest = Duration.ZERO;
    for (RateWindow window : windows) {
      Instant start = now.minusSeconds(window.seconds());
      List<Instant> within = recent.stream().filter(time -> time.isAfter(start)).sorted().toList();
      if (within.size() >= window.most()) {
        Instant leaves = within.get(within.size() - window.most()).plusSeconds(window.seconds());
        Duration wait = Duration.between(now, leaves);
        longest = wait.compareTo(longest) > 0 ? wait : longest;
      }
    }
    return longest.isZero() ? Optional.empty() : Optional.of(longest);
  }
}
