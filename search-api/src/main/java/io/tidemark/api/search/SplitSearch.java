/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.problem.ProblemException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Splits a search in halves when its answer is too large. The number of buckets is known only
 * afterwards: few groups of documents use all prices in all hours.
 */
public final class SplitSearch {

  private SplitSearch() {}

  /** Gives the two halves of a part; empty when it cannot be split. */
  public interface Halver<T> {
    List<T> halve(T part);
  }

  /**
   * Searches a whole, or its halves one after the other.
   *
   * @param search searches a part, and takes nothing of it before the answer is there
   * @throws ProblemException of the last part when it is too large and cannot be split
   */
  public static <T> void run(T whole, Halver<T> halver, Consumer<T> search) {
    try {
      search.accept(whole);
    } catch (ProblemException e) {
      List<T> halves =
          e.kind().equals(ProblemException.TOO_LARGE) ? halver.halve(whole) : List.of();
      if (halves.isEmpty()) {
        throw e;
      }
      halves.forEach(half -> run(half, halver, search));
    }
  }

  /** The same for the items of a list. */
  public static <T> void runList(List<T> items, Consumer<List<T>> search) {
    run(items, SplitSearch::halveList, search);
  }

  /** The halves of a list. */
  public static <T> List<List<T>> halveList(List<T> items) {
    int middle = items.size() / 2;
    return middle == 0
        ? List.of()
        : List.of(items.subList(0, middle), items.subList(middle, items.size()));
  }
}
