/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.model.comfyui.ComfyuiRun;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;

/** Holds the name of the snapshot in savepoints of 0.1.0. */
final class ComfyuiRunSerializer {

  private ComfyuiRunSerializer() {}

  /** Names the serializer in savepoints of 0.1.0. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ComfyuiRun> {
    public Snapshot() {
      super(() -> ComfyuiRunCodec.SERIALIZER);
    }
  }
}
