/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import java.io.Serializable;
import java.util.List;

/**
 * A kind of hourly document.
 *
 * @param index where its documents live
 * @param dimensions names of its dimensions, in the order of the {@link DimensionKey}
 */
public record HourlyFamily(IndexFamily index, List<String> dimensions) implements Serializable {

  public static final HourlyFamily MODEL_CALLS =
      new HourlyFamily(IndexFamily.MODEL_CALLS_HOURLY, DocumentFields.MODEL_CALL_DIMENSIONS);

  public static final HourlyFamily PIPELINE =
      new HourlyFamily(IndexFamily.PIPELINE_HOURLY, DocumentFields.PIPELINE_DIMENSIONS);

  public static final HourlyFamily COMFYUI =
      new HourlyFamily(IndexFamily.COMFYUI_HOURLY, DocumentFields.COMFYUI_DIMENSIONS);

  public static final HourlyFamily COMFYUI_CONCURRENCY =
      new HourlyFamily(IndexFamily.COMFYUI_CONCURRENCY, DocumentFields.CONCURRENCY_DIMENSIONS);

  public static final HourlyFamily TRAINING =
      new HourlyFamily(IndexFamily.TRAINING_HOURLY, DocumentFields.TRAINING_DIMENSIONS);

  public static final HourlyFamily CODING_AGENTS =
      new HourlyFamily(IndexFamily.CODING_AGENTS_HOURLY, DocumentFields.CODING_AGENT_DIMENSIONS);

  public HourlyFamily {
    dimensions = List.copyOf(dimensions);
  }
}
