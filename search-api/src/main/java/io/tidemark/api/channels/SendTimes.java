/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.search.DocumentStore.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps when receivers were last asked, for all instances. */
interface SendTimes {

  /** Times as they are stored, with what a writer must name to replace them. */
  record Stored(List<Instant> times, Version version) {}

  Optional<Stored> findTimes(String receiver);

  /** Stores the times of a receiver that has none; false when it has. */
  boolean createTimes(String receiver, List<Instant> times);

  /** Replaces times; false when they changed since {@code expected} was read. */
  boolean replaceTimes(String receiver, List<Instant> times, Version expected);
}
