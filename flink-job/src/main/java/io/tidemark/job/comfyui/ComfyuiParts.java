/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.HourPartSerializer;
import io.tidemark.job.hours.HourState;
import io.tidemark.job.hours.HourStateSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.comfyui.ComfyuiMeasures;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** How the hours of ComfyUI runs are written on the network and in state. */
public final class ComfyuiParts {

  public static final ValueType<HourPart<ComfyuiMeasures>> TYPE =
      ValueType.of(HourPart.class, PartSerializer.INSTANCE);

  private ComfyuiParts() {}

  /** Parts on the network. */
  public static final class PartSerializer extends HourPartSerializer<ComfyuiMeasures> {
    public static final PartSerializer INSTANCE = new PartSerializer();

    @Override
    protected ComfyuiMeasures empty() {
      return new ComfyuiMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourPart<ComfyuiMeasures>> snapshotConfiguration() {
      return new PartSnapshot();
    }
  }

  /** Hours in state. */
  public static final class StateSerializer extends HourStateSerializer<ComfyuiMeasures> {
    public static final StateSerializer INSTANCE = new StateSerializer();

    @Override
    protected ComfyuiMeasures empty() {
      return new ComfyuiMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourState<ComfyuiMeasures>> snapshotConfiguration() {
      return new StateSnapshot();
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class PartSnapshot
      extends SimpleTypeSerializerSnapshot<HourPart<ComfyuiMeasures>> {
    public PartSnapshot() {
      super(() -> PartSerializer.INSTANCE);
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class StateSnapshot
      extends SimpleTypeSerializerSnapshot<HourState<ComfyuiMeasures>> {
    public StateSnapshot() {
      super(() -> StateSerializer.INSTANCE);
    }
  }
}
