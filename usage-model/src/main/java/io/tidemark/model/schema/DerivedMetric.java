/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.List;

/** A metric that the search API computes from the documents of a range; no document stores it. */
public sealed interface DerivedMetric {

  String name();

  Unit unit();

  /** Whether a range with events may have no value. */
  boolean mayBeUnknown();

  /** Whether the values of parts add up to the value of the whole. */
  default boolean addsUp() {
    return false;
  }

  /** The measures, dimensions or id lists from which it is computed. */
  List<String> sources();

  /** One measure divided by another one. */
  record Ratio(String name, String part, String whole, boolean mayBeUnknown)
      implements DerivedMetric {
    @Override
    public Unit unit() {
      return Unit.RATIO;
    }

    @Override
    public List<String> sources() {
      return List.of(part, whole);
    }
  }

  /** The number of distinct values of a field in a range. */
  record Distinct(String name, String field) implements DerivedMetric {
    @Override
    public Unit unit() {
      return Unit.COUNT;
    }

    @Override
    public boolean mayBeUnknown() {
      return false;
    }

    @Override
    public List<String> sources() {
      return List.of(field);
    }
  }

  /** The number of distinct ids that the documents of a range list in a field. */
  record DistinctIds(String name, String field) implements DerivedMetric {
    @Override
    public Unit unit() {
      return Unit.COUNT;
    }

    @Override
    public boolean mayBeUnknown() {
      return true;
    }

    @Override
    public List<String> sources() {
      return List.of(field);
    }
  }

  /** The number of days that have a document. */
  record ActiveDays(String name) implements DerivedMetric {
    @Override
    public Unit unit() {
      return Unit.COUNT;
    }

    @Override
    public boolean mayBeUnknown() {
      return false;
    }

    @Override
    public List<String> sources() {
      return List.of();
    }
  }

  /** The sum of a histogram's values as a metric of its own. */
  record Total(String name, String histogram) implements DerivedMetric {
    @Override
    public Unit unit() {
      return Unit.MS;
    }

    @Override
    public boolean mayBeUnknown() {
      return true;
    }

    @Override
    public boolean addsUp() {
      return true;
    }

    @Override
    public List<String> sources() {
      return List.of(histogram);
    }
  }

  /**
   * A time in whole seconds that documents store in milliseconds.
   *
   * @param name also the field in which earlier builds stored whole seconds
   * @param millisField the field in milliseconds
   */
  record Seconds(String name, String millisField) implements DerivedMetric {
    @Override
    public Unit unit() {
      return Unit.SECONDS;
    }

    @Override
    public boolean mayBeUnknown() {
      return true;
    }

    @Override
    public boolean addsUp() {
      return true;
    }

    @Override
    public List<String> sources() {
      return List.of();
    }
  }
}
