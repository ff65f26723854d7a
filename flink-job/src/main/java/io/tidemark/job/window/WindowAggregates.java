/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * Parts of one window by their group, found by bytes that need no object of their own. Hashes stand
 * apart, so that a look-up touches no part but the right one.
 */
final class WindowAggregates {

  private static final int FIRST_CAPACITY = 16;

  private final long windowStart;
  private int[] hashes = new int[FIRST_CAPACITY];
  private WindowPart[] parts = new WindowPart[FIRST_CAPACITY];
  private int size;

  WindowAggregates(long windowStart) {
    this.windowStart = windowStart;
  }

  int size() {
    return size;
  }

  /**
   * The part of the group whose dimensions are in the buffer; null when there is none.
   *
   * @param hash of the group, as {@link WindowKey#hashCode}
   */
  WindowPart find(int hash, byte[] buffer, int start, int length) {
    int mask = hashes.length - 1;
    for (int at = hash & mask; parts[at] != null; at = (at + 1) & mask) {
      if (hashes[at] == hash && parts[at].hasDimensions(buffer, start, start + length)) {
        return parts[at];
      }
    }
    return null;
  }

  /** Reads the place where the search begins; the result says nothing of the group. */
  int prefetch(int hash) {
    int at = hash & (hashes.length - 1);
    return hashes[at] + (parts[at] == null ? 0 : 1);
  }

  /** Reads the part where the search begins; the result says nothing of the group. */
  int prefetchPart(int hash) {
    WindowPart part = parts[hash & (hashes.length - 1)];
    return part == null ? 0 : part.prefetch();
  }

  /** Puts in the part of a group that has none. */
  void put(int hash, WindowPart part) {
    if (2 * (size + 1) > hashes.length) {
      grow();
    }
    place(hash, part);
    size++;
  }

  Iterator<PartialAggregate> iterator() {
    return IntStream.range(0, parts.length)
        .filter(at -> parts[at] != null)
        .mapToObj(at -> close(parts[at]))
        .iterator();
  }

  private PartialAggregate close(WindowPart part) {
    return new PartialAggregate(new WindowKey(windowStart, part.dimensions()), part.aggregate());
  }

  private void grow() {
    int[] oldHashes = hashes;
    WindowPart[] oldParts = parts;
    hashes = new int[2 * oldParts.length];
    parts = new WindowPart[hashes.length];
    for (int at = 0; at < oldParts.length; at++) {
      if (oldParts[at] != null) {
        place(oldHashes[at], oldParts[at]);
      }
    }
  }

  private void place(int hash, WindowPart part) {
    int mask = hashes.length - 1;
    int at = hash & mask;
    while (parts[at] != null) {
      at = (at + 1) & mask;
    }
    hashes[at] = hash;
    parts[at] = part;
  }
}
