/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.HourPartSerializer;
import io.tidemark.job.hours.HourState;
import io.tidemark.job.hours.HourStateSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.codingagents.AgentMeasures;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** How the hours of coding agents are written on the network and in state. */
public final class AgentParts {

  public static final ValueType<HourPart<AgentMeasures>> TYPE =
      ValueType.of(HourPart.class, PartSerializer.INSTANCE);

  private AgentParts() {}

  /** Parts on the network. */
  public static final class PartSerializer extends HourPartSerializer<AgentMeasures> {
    public static final PartSerializer INSTANCE = new PartSerializer();

    @Override
    protected AgentMeasures empty() {
      return new AgentMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourPart<AgentMeasures>> snapshotConfiguration() {
      return new PartSnapshot();
    }
  }

  /** Hours in state. */
  public static final class StateSerializer extends HourStateSerializer<AgentMeasures> {
    public static final StateSerializer INSTANCE = new StateSerializer();

    @Override
    protected AgentMeasures empty() {
      return new AgentMeasures();
    }

    @Override
    public TypeSerializerSnapshot<HourState<AgentMeasures>> snapshotConfiguration() {
      return new StateSnapshot();
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class PartSnapshot
      extends SimpleTypeSerializerSnapshot<HourPart<AgentMeasures>> {
    public PartSnapshot() {
      super(() -> PartSerializer.INSTANCE);
    }
  }

  /** Names the serializer in checkpoints. */
  public static final class StateSnapshot
      extends SimpleTypeSerializerSnapshot<HourState<AgentMeasures>> {
    public StateSnapshot() {
      super(() -> StateSerializer.INSTANCE);
    }
  }
}
