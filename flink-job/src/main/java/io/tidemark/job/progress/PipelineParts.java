/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.progress;

import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.HourPartSerializer;
import io.tidemark.job.hours.HourState;
import io.tidemark.job.hours.HourStateSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.hourly.PipelineMeasures;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** How what a pipeline did is written on the network and in state. */
public final class PipelineParts {

  public static final ValueType<HourPart<PipelineMeasures>> TYPE =
      ValueType.of(HourPart.class, PartSerializer.INSTANCE);

  private PipelineParts() {}

  /** Parts on the network. */
  public static final class PartSerializer extends HourPartSerializer<PipelineMeasures> {
    public static final PartSerializer INSTANCE = new PartSerializer();

    @Override
    protected PipelineMeasures empty() {
      return new PipelineMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourPart<PipelineMeasures>> snapshotConfiguration() {
      return new PartSnapshot();
    }
  }

  /** Hours in state. */
  public static final class StateSerializer extends HourStateSerializer<PipelineMeasures> {
    public static final StateSerializer INSTANCE = new StateSerializer();

    @Override
    protected PipelineMeasures empty() {
      return new PipelineMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourState<PipelineMeasures>> snapshotConfiguration() {
      return new StateSnapshot();
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class PartSnapshot
      extends SimpleTypeSerializerSnapshot<HourPart<PipelineMeasures>> {
    public PartSnapshot() {
      super(() -> PartSerializer.INSTANCE);
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class StateSnapshot
      extends SimpleTypeSerializerSnapshot<HourState<PipelineMeasures>> {
    public StateSnapshot() {
      super(() -> StateSerializer.INSTANCE);
    }
  }
}
