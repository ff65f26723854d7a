/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.process.Await;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Values that a stack has after a while. If that takes long, the log says what was different. */
final class Awaited<T> {

  private static final System.Logger LOG = System.getLogger(Awaited.class.getName());

  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** A checkpoint, a flush and the next provisional documents take less. */
  private static final Duration LONG = Duration.ofSeconds(45);

  private static final int MOST_SHOWN = 3;

  private final String what;
  private final Supplier<Map<String, T>> values;
  private final Map<String, T> expected;
  private final long begun = System.nanoTime();
  private Map<String, T> last = Map.of();
  private boolean reported;

  private Awaited(String what, Supplier<Map<String, T>> values, Map<String, T> expected) {
    this.what = what;
    this.values = values;
    this.expected = expected;
  }

  /** Waits until values are as expected. If they never are, fails with those that it read last. */
  static <T> void assertEqual(
      String what, Supplier<Map<String, T>> values, Map<String, T> expected) {
    Awaited<T> awaited = new Awaited<>(what, values, expected);
    Await.untilCostly(awaited::isEqual, LIMIT);
    assertThat(awaited.last).as(what).isEqualTo(expected);
  }

  private boolean isEqual() {
    last = values.get();
    boolean isEqual = last.equals(expected);
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    // Once for what lasts, and once for its end.
    if (waited.compareTo(LONG) > 0 && isEqual == reported) {
      reported = true;
      String state = isEqual ? "as expected" : describeDifferences();
      LOG.log(System.Logger.Level.WARNING, "{0} after {1} s: {2}", what, waited.toSeconds(), state);
    }
    return isEqual;
  }

  private String describeDifferences() {
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(last.keySet());
    keys.removeIf(key -> Objects.equals(last.get(key), expected.get(key)));
    return keys.stream()
        .limit(MOST_SHOWN)
        .map(key -> "%s: %s in place of %s".formatted(key, last.get(key), expected.get(key)))
        .collect(Collectors.joining("\n  ", keys.size() + " differ\n  ", ""));
  }
}
