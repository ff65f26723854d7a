/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.admission.EventAccess;
import io.tidemark.job.dedup.IdSpace;
import io.tidemark.job.rows.CountRowsOnce;
import io.tidemark.job.rows.SchemaRowCodec;
import io.tidemark.job.window.WindowTypes;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.formats.FormatRegistry;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.rows.SchemaFormat;
import io.tidemark.model.rows.SchemaRow;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A workload whose schema says all: each event counts once, in the window of its time, and is
 * deduplicated by its identity. It needs no parser, no operator and no state of its own.
 */
final class SimpleWorkload {

  private SimpleWorkload() {}

  /**
   * @param schema its declaration, also listed in {@link WorkloadSchemas}
   * @param noun what its events are called in the names of operators
   */
  static Workload<SchemaRow, SchemaRow, Integer> create(WorkloadSchema schema, String noun) {
    // Schemas are not serialized with the job.
    String id = schema.id();
    AggregateLayout layout = AggregateLayout.createFor(schema);
    return new Workload<>(
        schema,
        noun,
        new EventSource<>(
            noun,
            FormatRegistry.createWithNative(options -> new SchemaFormat(findSchema(id))),
            EventAccess.countingAtTime(
                row -> row.eventTime, row -> DimensionKey.value(row.dimensions(), 0)),
            false),
        Admission.passThrough(SchemaRowCodec.TYPE),
        new Counting<>(
            "count-once",
            "count " + noun + " once",
            row -> IdSpace.key(IdSpace.bucketOf(row.idHigh)),
            Types.INT,
            options -> new CountRowsOnce(schema, layout, options),
            Set.of()),
        WindowTypes.create(layout));
  }

  private static WorkloadSchema findSchema(String id) {
    return WorkloadSchemas.listAll().stream()
        .filter(schema -> schema.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
