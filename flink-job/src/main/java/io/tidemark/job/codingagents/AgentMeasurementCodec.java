/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.serialization.NetworkCodec;
import io.tidemark.job.serialization.Texts;
import io.tidemark.job.serialization.ValueType;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMetric;
import io.tidemark.model.codingagents.TokenSignal;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A measurement on its way to where it is counted once. */
public final class AgentMeasurementCodec implements NetworkCodec<AgentMeasurement> {

  private static final long serialVersionUID = 1;

  public static final ValueType<AgentMeasurement> TYPE =
      ValueType.of(AgentMeasurement.class, new AgentMeasurementCodec());

  /** Added to the code of the metric where more dimensions follow; earlier builds wrote none. */
  private static final int HAS_MORE = 1 << 6;

  @Override
  public String name() {
    return "agent-measurement";
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
    boolean more =
        measurement.projectId != null
            || measurement.model != null
            || measurement.serviceTier != null;
    target.writeByte(measurement.metric.code() | (more ? HAS_MORE : 0));
    target.writeByte(measurement.tokenSignal.code());
    target.writeLong(measurement.eventTime);
    target.writeLong(measurement.value);
    Texts.write(measurement.measurementId, target);
    Texts.write(measurement.seriesId, target);
    Texts.write(measurement.tenantId, target);
    Texts.write(measurement.userId, target);
    Texts.write(measurement.agent, target);
    Texts.write(measurement.sessionId, target);
    if (more) {
      Texts.write(measurement.projectId, target);
      Texts.write(measurement.model, target);
      Texts.write(measurement.serviceTier, target);
    }
  }

  @Override
  public AgentMeasurement read(DataInputView source, int version) throws IOException {
    AgentMeasurement measurement = new AgentMeasurement();
    int code = source.readByte();
    measurement.metric = AgentMetric.ofCode((byte) (code & ~HAS_MORE));
    measurement.tokenSignal = TokenSignal.ofCode(source.readByte());
    measurement.eventTime = source.readLong();
    measurement.value = source.readLong();
    measurement.measurementId = Texts.read(source);
    measurement.seriesId = Texts.read(source);
    measurement.tenantId = Texts.read(source);
    measurement.userId = Texts.read(source);
    measurement.agent = Texts.read(source);
    measurement.sessionId = Texts.read(source);
    if ((code & HAS_MORE) != 0) {
      measurement.projectId = Texts.read(source);
      measurement.model = Texts.read(source);
      measurement.serviceTier = Texts.read(source);
    }
    return measurement;
  }
}
