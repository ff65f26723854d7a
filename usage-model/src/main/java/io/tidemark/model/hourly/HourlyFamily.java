/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.Serializable;
import java.util.List;

/**
 * A kind of hourly document.
 *
 * @param index where its documents live
 * @param group fields that come from the key of a group
 */
public record HourlyFamily(IndexFamily index, GroupFields group) implements Serializable {

  public static final HourlyFamily MODEL_CALLS = ofSchema(WorkloadSchemas.MODEL_CALLS);

  public static final HourlyFamily PIPELINE =
      new HourlyFamily(IndexFamily.PIPELINE_HOURLY, DocumentFields.PIPELINE_DIMENSIONS);

  public static final HourlyFamily COMFYUI = ofSchema(WorkloadSchemas.COMFYUI);

  public static final HourlyFamily COMFYUI_CONCURRENCY =
      new HourlyFamily(IndexFamily.COMFYUI_CONCURRENCY, DocumentFields.CONCURRENCY_DIMENSIONS);

  public static final HourlyFamily TRAINING = ofSchema(WorkloadSchemas.TRAINING);

  public static final HourlyFamily CODING_AGENTS = ofSchema(WorkloadSchemas.CODING_AGENTS);

  /** A family without a price key. */
  public HourlyFamily(IndexFamily index, List<String> dimensions) {
    this(index, new GroupFields(dimensions, List.of()));
  }

  /** The window documents of a workload. */
  public static HourlyFamily ofSchema(WorkloadSchema schema) {
    return new HourlyFamily(IndexFamily.hourlyOf(schema), GroupFields.ofSchema(schema));
  }

  /** Names of the dimensions, in the order of the {@link DimensionKey}. */
  public List<String> dimensions() {
    return group.dimensions();
  }
}
