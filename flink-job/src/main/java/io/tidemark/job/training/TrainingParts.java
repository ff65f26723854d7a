/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.HourPartSerializer;
import io.tidemark.job.hours.HourState;
import io.tidemark.job.hours.HourStateSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.training.TrainingMeasures;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** How the hours of training jobs are written on the network and in state. */
public final class TrainingParts {

  public static final ValueType<HourPart<TrainingMeasures>> TYPE =
      ValueType.of(HourPart.class, PartSerializer.INSTANCE);

  private TrainingParts() {}

  /** Parts on the network. */
  public static final class PartSerializer extends HourPartSerializer<TrainingMeasures> {
    public static final PartSerializer INSTANCE = new PartSerializer();

    @Override
    protected TrainingMeasures empty() {
      return new TrainingMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourPart<TrainingMeasures>> snapshotConfiguration() {
      return new PartSnapshot();
    }
  }

  /** Hours in state. */
  public static final class StateSerializer extends HourStateSerializer<TrainingMeasures> {
    public static final StateSerializer INSTANCE = new StateSerializer();

    @Override
    protected TrainingMeasures empty() {
      return new TrainingMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourState<TrainingMeasures>> snapshotConfiguration() {
      return new StateSnapshot();
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class PartSnapshot
      extends SimpleTypeSerializerSnapshot<HourPart<TrainingMeasures>> {
    public PartSnapshot() {
      super(() -> PartSerializer.INSTANCE);
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class StateSnapshot
      extends SimpleTypeSerializerSnapshot<HourState<TrainingMeasures>> {
    public StateSnapshot() {
      super(() -> StateSerializer.INSTANCE);
    }
  }
}
