/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

/** The workload of a record; each has a topic of its own. */
public enum Stream {
  MODEL_CALLS("model-calls"),
  COMFYUI("comfyui");

  private final String pipeline;

  Stream(String pipeline) {
    this.pipeline = pipeline;
  }

  /** The pipeline that reads it, as options and documents name it. */
  public String pipeline() {
    return pipeline;
  }
}
