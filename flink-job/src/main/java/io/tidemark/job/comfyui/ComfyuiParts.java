/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.WindowState;
import io.tidemark.job.window.WindowTypes;
import io.tidemark.model.comfyui.RunAggregation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;

/** How windows of ComfyUI runs are written. */
public final class ComfyuiParts {

  public static final WindowTypes TYPES =
      WindowTypes.create(RunAggregation.LAYOUT, RunAggregation::readEarlier);

  private ComfyuiParts() {}

  /** Names the serializer in savepoints of 0.1.0. */
  public static final class PartSnapshot extends SimpleTypeSerializerSnapshot<PartialAggregate> {
    public PartSnapshot() {
      super(TYPES.part()::serializer);
    }
  }

  /** Names the serializer in savepoints of 0.1.0. */
  public static final class StateSnapshot extends SimpleTypeSerializerSnapshot<WindowState> {
    public StateSnapshot() {
      super(TYPES::state);
    }
  }
}
