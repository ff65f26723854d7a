/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rows;

import io.tidemark.job.dedup.DeduplicationOperator;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.rows.SchemaRow;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.List;

/** Counts each event of a workload whose schema says all, and adds it to its window. */
public final class CountRowsOnce extends DeduplicationOperator<SchemaRow> {

  /** The measure that each amount of a row is added to, in the order of the row. */
  private final int[] places;

  private final boolean[] histograms;

  public CountRowsOnce(WorkloadSchema schema, AggregateLayout layout, WorkloadOptions options) {
    super(layout, options);
    List<Measure> measures = schema.measures();
    places = new int[measures.size()];
    histograms = new boolean[measures.size()];
    for (int i = 0; i < places.length; i++) {
      Measure measure = measures.get(i);
      histograms[i] = measure.kind() == Measure.Kind.HISTOGRAM;
      places[i] =
          histograms[i] ? layout.findHistogram(measure.field()) : layout.findSum(measure.field());
    }
  }

  @Override
  protected void count(SchemaRow row) throws Exception {
    Aggregate aggregate = checkAndFind(row);
    if (aggregate == null) {
      return;
    }
    aggregate.addEvents(1);
    for (int i = 0; i < places.length; i++) {
      long amount = row.amounts[i];
      if (histograms[i]) {
        aggregate.addDuration(places[i], amount);
      } else if (amount >= 0) {
        aggregate.add(places[i], amount);
      }
    }
  }
}
