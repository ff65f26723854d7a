/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import io.tidemark.model.histogram.BinLayout;
import io.tidemark.model.schema.Field.Search;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that the job sums over a window and stores in its documents.
 *
 * @param name the metric
 * @param field the field of documents; the name of the metric, unless an earlier build chose
 *     another
 * @param source the measure whose values of single events it takes: itself, unless it is the
 *     histogram of a sum
 * @param mayBeUnknown whether a window may have events and no value, because none reported it
 * @param retractable whether a value that was added can be taken back
 * @param since the state version that first holds the measure; older state reads as unknown
 */
public record Measure(
    String name,
    String field,
    String source,
    Kind kind,
    Unit unit,
    boolean mayBeUnknown,
    boolean retractable,
    int since) {

  /** How the values of events become the value of a window. */
  public enum Kind {
    /** The number of events with a property. */
    COUNT,
    /** The sum of a number that events report. */
    SUM,
    /** Count, sum, minimum, maximum and bins of a duration or a number of tokens. */
    HISTOGRAM
  }

  /** The fields of window documents that hold the measure. */
  public List<Field> documentFields() {
    if (kind != Kind.HISTOGRAM) {
      return List.of(Field.count(field));
    }
    List<Field> fields = new ArrayList<>();
    for (String part : List.of("count", "sum", "min", "max", "bins.*")) {
      fields.add(Field.count(field + "." + part));
    }
    fields.add(Field.detail(field + ".bin_counts", FieldType.KEYWORD).searched(Search.NONE));
    return fields;
  }

  /** The bins of a histogram. */
  public BinLayout binLayout() {
    return unit == Unit.TOKENS ? BinLayout.TOKENS : BinLayout.DURATIONS;
  }

  /** Whether it shows values that another measure sums. */
  public boolean hasOtherSource() {
    return !source.equals(name);
  }

  static Measure fromOptions(EntryOptions options, Kind kind) {
    return new Measure(
        options.name,
        options.field == null ? options.name : options.field,
        options.source == null ? options.name : options.source,
        kind,
        options.unit,
        options.mayBeUnknown,
        options.retractable,
        options.since);
  }
}
