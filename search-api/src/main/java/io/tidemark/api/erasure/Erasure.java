/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The erasure of one person, and what is left to know of it: it keeps replays and rebuilds from
 * bringing the person back.
 *
 * @param pseudonym the id that stands for the person
 * @param sealed the id that the person had, see {@link PersonKeys}
 * @param reason why; null when nothing was said
 * @param finishedAt when a search found nothing any more; null while it runs
 * @param changed documents that were changed or deleted so far, by the name of the family or index
 */
record Erasure(
    Mode mode,
    String pseudonym,
    String sealed,
    String reason,
    State state,
    String requestedBy,
    Instant requestedAt,
    Instant finishedAt,
    Map<String, Long> changed) {

  Erasure {
    changed = Map.copyOf(new TreeMap<>(changed));
  }

  /** The outcome of usage. */
  enum Mode {
    /** It stays, under another id. */
    PSEUDONYM,
    /** It is deleted. */
    DELETE;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where an erasure stands. */
  enum State {
    RUNNING,
    FINISHED;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Erasure finished(Instant time) {
    return new Erasure(
        mode, pseudonym, sealed, reason, State.FINISHED, requestedBy, requestedAt, time, changed);
  }

  /** With more documents that were changed. */
  Erasure withChanged(Map<String, Long> more) {
    Map<String, Long> sums = new TreeMap<>(changed);
    more.forEach((name, count) -> sums.merge(name, count, Long::sum));
    return new Erasure(
        mode, pseudonym, sealed, reason, state, requestedBy, requestedAt, finishedAt, sums);
  }

  /** Whether both are steps of what was asked for once. */
  boolean isStepOf(Erasure other) {
    return mode == other.mode && requestedAt.equals(other.requestedAt);
  }
}
