/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.types.Texts;
import io.tidemark.job.types.ValueSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMetric;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A measurement on its way to where it is counted once. */
public final class AgentMeasurementSerializer extends ValueSerializer<AgentMeasurement> {

  public static final AgentMeasurementSerializer INSTANCE = new AgentMeasurementSerializer();

  public static final ValueType<AgentMeasurement> TYPE =
      ValueType.of(AgentMeasurement.class, INSTANCE);

  @Override
  public AgentMeasurement createInstance() {
    return new AgentMeasurement();
  }

  /** Measurements are never changed once they are made. */
  @Override
  public AgentMeasurement copy(AgentMeasurement from) {
    return from;
  }

  @Override
  public void serialize(AgentMeasurement measurement, DataOutputView target) throws IOException {
    target.writeByte(measurement.metric.code());
    target.writeLong(measurement.eventTime);
    target.writeLong(measurement.value);
    Texts.write(measurement.measurementId, target);
    Texts.write(measurement.seriesId, target);
    Texts.write(measurement.tenantId, target);
    Texts.write(measurement.userId, target);
    Texts.write(measurement.agent, target);
    Texts.write(measurement.sessionId, target);
  }

  @Override
  public AgentMeasurement deserialize(DataInputView source) throws IOException {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.metric = AgentMetric.ofCode(source.readByte());
    measurement.eventTime = source.readLong();
    measurement.value = source.readLong();
    measurement.measurementId = Texts.read(source);
    measurement.seriesId = Texts.read(source);
    measurement.tenantId = Texts.read(source);
    measurement.userId = Texts.read(source);
    measurement.agent = Texts.read(source);
    measurement.sessionId = Texts.read(source);
    return measurement;
  }

  @Override
  public TypeSerializerSnapshot<AgentMeasurement> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints of records in flight. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AgentMeasurement> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
