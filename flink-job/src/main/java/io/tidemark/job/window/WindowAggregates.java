/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.model.aggregate.Aggregate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * Parts of one window by their group, found by bytes that need no object of their own. Hashes stand
 * apart, so that a look-up touches no group but the right one.
 */
final class WindowAggregates {

  private static final int FIRST_CAPACITY = 16;

  private int[] hashes = new int[FIRST_CAPACITY];
  private WindowKey[] groups = new WindowKey[FIRST_CAPACITY];
  private Aggregate[] parts = new Aggregate[FIRST_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  /**
   * The part of the group whose dimensions stand in the buffer; null when there is none.
   *
   * @param hash of the group, as {@link WindowKey#hashCode}
   */
  Aggregate find(int hash, byte[] buffer, int start, int length) {
    int mask = hashes.length - 1;
    for (int at = hash & mask; groups[at] != null; at = (at + 1) & mask) {
      if (hashes[at] == hash) {
        byte[] key = groups[at].dimensions();
        if (Arrays.equals(key, 0, key.length, buffer, start, start + length)) {
          return parts[at];
        }
      }
    }
    return null;
  }

  /** Puts in the part of a group that has none. */
  void put(WindowKey group, Aggregate part) {
    if (2 * (size + 1) > hashes.length) {
      grow();
    }
    place(group, part);
    size++;
  }

  Iterator<PartialAggregate> iterator() {
    return IntStream.range(0, groups.length)
        .filter(at -> groups[at] != null)
        .mapToObj(at -> new PartialAggregate(groups[at], parts[at]))
        .iterator();
  }

  private void grow() {
    WindowKey[] oldGroups = groups;
    Aggregate[] oldParts = parts;
    hashes = new int[2 * oldGroups.length];
    groups = new WindowKey[hashes.length];
    parts = new Aggregate[hashes.length];
    for (int at = 0; at < oldGroups.length; at++) {
      if (oldGroups[at] != null) {
        place(oldGroups[at], oldParts[at]);
      }
    }
  }

  private void place(WindowKey group, Aggregate part) {
    int mask = hashes.length - 1;
    int at = group.hashCode() & mask;
    while (groups[at] != null) {
      at = (at + 1) & mask;
    }
    hashes[at] = group.hashCode();
    groups[at] = group;
    parts[at] = part;
  }
}
