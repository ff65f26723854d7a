/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import java.util.List;
import java.util.function.Consumer;

/**
 * Splits a search in halves when its answer has too many buckets. Their number is known only
 * afterwards: few groups of documents use all prices in all hours.
 */
public final class SplitSearch {

  private SplitSearch() {}

  /** Gives the two halves of a part; empty when it cannot be split. */
  public interface Halver<T> {
    List<T> halvePart(T part);
  }

  /**
   * Searches a whole, or its halves one after the other.
   *
   * @param search searches a part, and takes nothing of it before the answer is there
   * @throws BucketLimitException when a part has too many buckets and cannot be split, or the time
   *     of the request is over
   */
  public static <T> void searchParts(T whole, Halver<T> halver, Consumer<T> search) {
    searchParts(whole, halver, search, SplitTime.findForRequest());
  }

  static <T> void searchParts(T whole, Halver<T> halver, Consumer<T> search, SplitTime time) {
    time.requireTime();
    try {
      search.accept(whole);
    } catch (BucketLimitException e) {
      List<T> halves = halver.halvePart(whole);
      if (halves.isEmpty()) {
        throw e;
      }
      time.beginAt(e);
      halves.forEach(half -> searchParts(half, halver, search, time));
    }
  }

  /** The same for the items of a list. */
  public static <T> void searchList(List<T> items, Consumer<List<T>> search) {
    searchParts(items, SplitSearch::halveList, search);
  }

  /** The halves of a list. */
  public static <T> List<List<T>> halveList(List<T> items) {
    int middle = items.size() / 2;
    return middle == 0
        ? List.of()
        : List.of(items.subList(0, middle), items.subList(middle, items.size()));
  }
}
