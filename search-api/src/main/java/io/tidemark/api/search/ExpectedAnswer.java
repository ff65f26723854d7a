/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.problem.ProblemException;

/**
 * An answer of Elasticsearch, as far as it is known before the search.
 *
 * @param bytes heap that it takes at most, about; more is granted only while there is room
 * @param reduction how it is made less while it is read
 */
public record ExpectedAnswer(long bytes, Reduction reduction) {

  /** Numbers that Elasticsearch may have to put into one answer. */
  public static final long MOST_VALUES = 400_000;

  /** Buckets that one answer is planned to have: clusters allow 65,535 or 65,536 by default. */
  public static final int MOST_BUCKETS = 60_000;

  /** A number of an answer while it is read. More than it takes here: it costs the cluster, too. */
  private static final long BYTES_PER_VALUE = 64;

  /** Few numbers. */
  public static final ExpectedAnswer SMALL = new ExpectedAnswer(0, Reduction.NONE);

  /** So many items that each take about {@code bytesPerItem}. */
  public static ExpectedAnswer ofItems(long items, long bytesPerItem) {
    return new ExpectedAnswer(items * bytesPerItem, Reduction.NONE);
  }

  /**
   * An answer with {@code values} numbers in {@code points} points.
   *
   * @throws ProblemException 400 when Elasticsearch must not be asked for that many
   */
  public static ExpectedAnswer ofPoints(long points, long valuesPerPoint, Reduction reduction) {
    long values = points * valuesPerPoint;
    if (values > MOST_VALUES) {
      throw ProblemException.tooLarge(
          "The search would read "
              + values
              + " numbers, "
              + valuesPerPoint
              + " for each of "
              + points
              + " points; ask for days, a shorter range or fewer series.",
          MOST_VALUES);
    }
    return new ExpectedAnswer(values * BYTES_PER_VALUE, reduction);
  }

  /** The memory that {@code some} of {@code all} its items take. */
  public ExpectedAnswer takePart(long some, long all) {
    return new ExpectedAnswer(bytes * some / Math.max(1, all), reduction);
  }

  /** The same, with its items reduced. */
  public ExpectedAnswer reducedBy(Reduction other) {
    return new ExpectedAnswer(bytes, other);
  }
}
