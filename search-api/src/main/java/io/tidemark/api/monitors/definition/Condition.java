/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import java.util.Locale;
import java.util.OptionalDouble;

/** When a monitor fires. Each condition gives a window a score and compares it with a limit. */
public sealed interface Condition {

  /** The name in monitors. */
  String kind();

  /** Whether a score fires by being high; otherwise by being low. */
  default boolean firesUp() {
    return true;
  }

  /** The value is above a limit. */
  record Above(double value) implements Condition {
    @Override
    public String kind() {
      return "above";
    }
  }

  /** The value is below a limit. */
  record Below(double value) implements Condition {
    @Override
    public String kind() {
      return "below";
    }

    @Override
    public boolean firesUp() {
      return false;
    }
  }

  /**
   * The value has another size than before.
   *
   * @param days how far back the windows lie that it is compared with
   * @param ratio to the median of these windows
   * @param firesUp whether it fires from this ratio on; otherwise up to this ratio
   */
  record Change(Against against, int days, double ratio, boolean firesUp) implements Condition {
    @Override
    public String kind() {
      return "change";
    }
  }

  /** The windows with which {@link Change} compares. */
  enum Against {
    /** The window before. */
    PREVIOUS_WINDOW,
    /** Whole local days. */
    MEDIAN_OF_SAME_DAYS,
    /** The same hours of each day. */
    MEDIAN_OF_SAME_HOURS,
    /** The same hours of the same day of the week. */
    MEDIAN_OF_SAME_WEEKDAYS;

    /** The name in monitors. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The value is far from the median of the same window of the weeks before.
   *
   * @param k deviations from the median
   */
  record Unusual(double k, int weeks, Direction direction) implements Condition {
    @Override
    public String kind() {
      return "unusual";
    }
  }

  /** In which direction a value must be {@link Unusual}. */
  enum Direction {
    UP,
    DOWN,
    BOTH;

    /** The name in monitors. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A value of the dimension has many more calls than in nearly all of its windows before.
   *
   * @param ratio to the percentile
   * @param percentile of its own windows, from 50 to 100
   * @param days how far back these windows lie
   */
  record Burst(double ratio, double percentile, int days) implements Condition {
    @Override
    public String kind() {
      return "burst";
    }
  }

  /** A value of the dimension that was not seen in that many days. */
  record Novelty(int days) implements Condition {
    @Override
    public String kind() {
      return "new";
    }
  }

  /** Nothing in a window of what was seen in the days before. */
  record Absence(int days) implements Condition {
    @Override
    public String kind() {
      return "absence";
    }
  }

  /**
   * The statistics themselves are late or lose events.
   *
   * @param notFinalHours age of the newest final hour
   * @param deadLetters rejected events in a window
   * @param conflictingDuplicates in a window
   * @param rejectionsRatio rejected events of a window to the median of the seven before
   */
  record Pipeline(
      OptionalDouble notFinalHours,
      OptionalDouble deadLetters,
      OptionalDouble conflictingDuplicates,
      OptionalDouble rejectionsRatio)
      implements Condition {
    @Override
    public String kind() {
      return "pipeline";
    }
  }
}
