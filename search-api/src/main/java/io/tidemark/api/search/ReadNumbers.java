/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.search.DocumentStore.Version;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which writes of an index were read, by their sequence numbers. Writes become searchable in about
 * the order of their numbers: those before the newest ones are looked for again, but for those that
 * were read. Now and then these are read, too: an index that was made again, or another copy of it,
 * gives their numbers to other writes.
 */
public final class ReadNumbers {

  /** Writes of that many numbers may become searchable in another order. */
  private static final long OVERLAP = 200;

  /** Once a minute where writes are looked for every 5 s. */
  private static final int ALL_AFTER = 12;

  private final TreeSet<Long> newest = new TreeSet<>();
  private long next;
  private long term;
  private int asked;

  /** From this number on, writes may not have been read. */
  public long first() {
    return Math.max(0, next - OVERLAP);
  }

  /** The numbers from the first one on to leave out now, as they were read. */
  public Set<Long> nextKnown() {
    asked = (asked + 1) % ALL_AFTER;
    return asked == 0 ? Set.of() : Set.copyOf(newest);
  }

  /** Notes what was read. */
  public void add(Collection<Version> read) {
    for (Version version : read) {
      if (version.primaryTerm() > term) {
        // Another copy of the shard may give the last numbers to other writes.
        term = version.primaryTerm();
        newest.clear();
      }
      newest.add(version.sequenceNumber());
      next = Math.max(next, version.sequenceNumber() + 1);
    }
    newest.headSet(first()).clear();
  }

  /** Notes all that there is: an index that was made again starts its numbers again. */
  public void replace(Collection<Version> read) {
    newest.clear();
    next = 0;
    term = 0;
    add(read);
  }
}
