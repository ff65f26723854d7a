/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.Texts;
import io.tidemark.job.serialization.ValueType;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMetric;
import io.tidemark.model.codingagents.TokenSignal;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A measurement on its way to where it is counted once. */
public final class AgentMeasurementCodec implements Codec<AgentMeasurement> {

  private static final long serialVersionUID = 1;

  public static final ValueType<AgentMeasurement> TYPE =
      ValueType.of(AgentMeasurement.class, new AgentMeasurementCodec());

  @Override
  public String name() {
    return "agent-measurement";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean startsWithVersion() {
    return false;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public AgentMeasurement create() {
    return new AgentMeasurement();
  }

  @Override
  public void write(AgentMeasurement measurement, DataOutputView target) throws IOException {
    target.writeByte(measurement.metric.code());
    target.writeByte(measurement.tokenSignal.code());
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
  public AgentMeasurement read(DataInputView source, int version) throws IOException {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.metric = AgentMetric.ofCode(source.readByte());
    measurement.tokenSignal = TokenSignal.ofCode(source.readByte());
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
}
