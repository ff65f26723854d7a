/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.HourPartSerializer;
import io.tidemark.job.hours.HourState;
import io.tidemark.job.hours.HourStateSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.modelcalls.ModelCallMeasures;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** How the hours of model calls are written on the network and in state. */
public final class ModelCallParts {

  public static final ValueType<HourPart<ModelCallMeasures>> TYPE =
      ValueType.of(HourPart.class, PartSerializer.INSTANCE);

  private ModelCallParts() {}

  /** Parts on the network. */
  public static final class PartSerializer extends HourPartSerializer<ModelCallMeasures> {
    public static final PartSerializer INSTANCE = new PartSerializer();

    @Override
    protected ModelCallMeasures empty() {
      return new ModelCallMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourPart<ModelCallMeasures>> snapshotConfiguration() {
      return new PartSnapshot();
    }
  }

  /** Hours in state. */
  public static final class StateSerializer extends HourStateSerializer<ModelCallMeasures> {
    public static final StateSerializer INSTANCE = new StateSerializer();

    @Override
    protected ModelCallMeasures empty() {
      return new ModelCallMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourState<ModelCallMeasures>> snapshotConfiguration() {
      return new StateSnapshot();
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class PartSnapshot
      extends SimpleTypeSerializerSnapshot<HourPart<ModelCallMeasures>> {
    public PartSnapshot() {
      super(() -> PartSerializer.INSTANCE);
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class StateSnapshot
      extends SimpleTypeSerializerSnapshot<HourState<ModelCallMeasures>> {
    public StateSnapshot() {
      super(() -> StateSerializer.INSTANCE);
    }
  }
}
