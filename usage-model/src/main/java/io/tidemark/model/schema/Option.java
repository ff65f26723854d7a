/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.List;

/** An option of an entry of a schema. */
@FunctionalInterface
public interface Option {

  /** The event must have the field. */
  Option REQUIRED = values -> values.required = true;

  /** A window may have events and no value of this measure. */
  Option MAY_BE_UNKNOWN = values -> values.mayBeUnknown = true;

  /** The job computes the value; the native event has no such field. */
  Option COMPUTED = values -> values.computed = true;

  /**
   * A value that was added can be taken back: a later event of the same run or job moves it to
   * another window or group.
   */
  Option RETRACTABLE = values -> values.retractable = true;

  /** Requests group by the dimension and cannot filter by it. */
  Option NO_FILTER = values -> values.filter = false;

  /** Requests neither filter nor group by the dimension. */
  Option HIDDEN =
      values -> {
        values.filter = false;
        values.group = false;
      };

  /** An absent value counts as the first choice. */
  Option DEFAULTS_TO_FIRST = values -> values.defaultsToFirst = true;

  /** Records are searched by the value of this sum; without it they only show the value. */
  Option SEARCHED_IN_RECORDS = values -> values.searchedInRecords = true;

  /** Sets the option in the values of an entry. */
  void apply(EntryOptions values);

  /** The limit of an input field where it is not that of its type. */
  static Option limit(long greatest) {
    return values -> values.limit = greatest;
  }

  /** Other names of an input field; an earlier one wins over a later one. */
  static Option alias(String... names) {
    return values -> values.aliases = List.of(names);
  }

  /** The only values that a field may have. */
  static Option oneOf(String... choices) {
    return values -> values.choices = List.of(choices);
  }

  static Option unit(Unit unit) {
    return values -> values.unit = unit;
  }

  /** The state version that first holds the entry. */
  static Option since(int version) {
    return values -> values.since = version;
  }

  /** The field of documents where it is not the name of the metric. */
  static Option storedAs(String field) {
    return values -> values.field = field;
  }

  /** The measure whose values of single events the histogram shows. */
  static Option valuesOf(String measure) {
    return values -> values.source = measure;
  }

  /** The dimension whose value is the display name of this one's value. */
  static Option labelledBy(String dimension) {
    return values -> values.label = dimension;
  }

  /** A value for documentation. */
  static Option example(String value) {
    return values -> values.example = value;
  }
}
