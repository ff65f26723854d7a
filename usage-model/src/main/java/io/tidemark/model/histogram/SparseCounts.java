/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import java.util.Arrays;

/**
 * Counts by a small key, of which few are in use: one array of words, sorted by key. A word holds
 * the key in its upper 16 bits and the count in its lower 48, so that adding to a count reads one
 * or two cache lines. A base class and not a member, because each further object is one more cache
 * miss per event.
 */
public abstract class SparseCounts {

  /** The greatest count; it is not exceeded, and neither is its negative. */
  static final long MAX_COUNT = (1L << 47) - 1;

  private static final int COUNT_BITS = 48;
  private static final int KEY_BITS = Long.SIZE - COUNT_BITS;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final int FIRST_CAPACITY = 4;

  /** Fewer counts are added one by one. */
  private static final int LEAST_MERGED = 4;

  private static final long[] NONE = {};

  private long[] words = NONE;
  private int size;

  /** The number of keys in use. */
  protected final int size() {
    return size;
  }

  /** The key at {@code index}; keys ascend. */
  protected final int keyAt(int index) {
    return keyOf(words[index]);
  }

  /** The count at {@code index}; it is never 0. */
  protected final long countAt(int index) {
    return countOf(words[index]);
  }

  /** The count of a key; 0 when it is not in use. */
  protected final long findCount(int key) {
    int index = findIndex(key);
    return index < size && keyAt(index) == key ? countAt(index) : 0;
  }

  /**
   * Adds to the count of a key.
   *
   * @param key from 0 to 65535
   * @param more may be negative; a key whose count becomes 0 is no longer in use
   */
  protected final void addCount(int key, long more) {
    int index = findIndex(key);
    if (index == size || keyAt(index) != key) {
      insert(index, key, more);
      return;
    }
    long sum = limit(countAt(index) + limit(more));
    words[index] = wordOf(key, sum);
    if (sum == 0) {
      size--;
      System.arraycopy(words, index + 1, words, index, size - index);
    }
  }

  /** Adds to the count of a key that is greater than all others in use, as it mostly is. */
  protected final void appendCount(int key, long more) {
    if (size == 0 || keyAt(size - 1) < key) {
      insert(size, key, more);
    } else {
      addCount(key, more);
    }
  }

  /** Adds all counts of another object, which stays as it is. */
  protected final void addCounts(SparseCounts other) {
    if (size == 0) {
      words = other.size == 0 ? NONE : Arrays.copyOf(other.words, other.size);
      size = other.size;
    } else if (other.size < LEAST_MERGED) {
      for (int i = 0; i < other.size; i++) {
        addCount(other.keyAt(i), other.countAt(i));
      }
    } else {
      mergeCounts(other);
    }
  }

  /** Both are sorted: one pass. */
  private void mergeCounts(SparseCounts other) {
    long[] merged = new long[size + other.size];
    int own = 0;
    int others = 0;
    int to = 0;
    while (own < size && others < other.size) {
      int order = keyAt(own) - other.keyAt(others);
      if (order < 0) {
        merged[to++] = words[own++];
      } else if (order > 0) {
        merged[to++] = other.words[others++];
      } else {
        long sum = limit(countAt(own) + other.countAt(others++));
        merged[to] = wordOf(keyAt(own++), sum);
        to += sum == 0 ? 0 : 1;
      }
    }
    System.arraycopy(words, own, merged, to, size - own);
    to += size - own;
    System.arraycopy(other.words, others, merged, to, other.size - others);
    size = to + other.size - others;
    words = merged;
  }

  /** Forgets all counts and makes room for {@code keys} of them. */
  protected final void clearCounts(int keys) {
    words = keys == 0 ? NONE : new long[keys];
    size = 0;
  }

  /** The first index whose key is not below {@code key}. Without branches on what it reads. */
  private int findIndex(int key) {
    int base = 0;
    int rest = size;
    while (rest > 0) {
      int half = (rest + 1) >>> 1;
      base = keyOf(words[base + half - 1]) < key ? base + half : base;
      rest -= half;
    }
    return base;
  }

  private void insert(int index, int key, long count) {
    if (count == 0) {
      return;
    }
    if (size == words.length) {
      words = Arrays.copyOf(words, Math.max(FIRST_CAPACITY, 2 * size));
    }
    System.arraycopy(words, index, words, index + 1, size - index);
    words[index] = wordOf(key, limit(count));
    size++;
  }

  private static long limit(long count) {
    return Math.max(-MAX_COUNT, Math.min(MAX_COUNT, count));
  }

  private static long wordOf(int key, long count) {
    return (long) key << COUNT_BITS | (count & COUNT_MASK);
  }

  private static int keyOf(long word) {
    return (int) (word >>> COUNT_BITS);
  }

  private static long countOf(long word) {
    return word << KEY_BITS >> KEY_BITS;
  }
}
