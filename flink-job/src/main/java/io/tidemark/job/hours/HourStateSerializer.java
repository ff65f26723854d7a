/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import io.tidemark.job.types.ValueSerializer;
import io.tidemark.model.hourly.HourlyMeasures;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Hours in state.
 *
 * @param <M> the measures
 */
public abstract class HourStateSerializer<M extends HourlyMeasures<M>>
    extends ValueSerializer<HourState<M>> {

  private static final byte FORMAT = 1;

  /** Measures with nothing in them. */
  protected abstract M empty();

  @Override
  public HourState<M> createInstance() {
    return new HourState<>(empty());
  }

  @Override
  public HourState<M> copy(HourState<M> from) {
    M measures = empty();
    measures.add(from.measures);
    HourState<M> copy = new HourState<>(measures);
    copy.isFinal = from.isFinal;
    copy.revision = from.revision;
    copy.lateEvents = from.lateEvents;
    copy.publishedVersion = from.publishedVersion;
    copy.dueAt = from.dueAt;
    return copy;
  }

  @Override
  public void serialize(HourState<M> hour, DataOutputView target) throws IOException {
    target.writeByte(FORMAT);
    hour.measures.writeTo(target);
    target.writeBoolean(hour.isFinal);
    target.writeLong(hour.revision);
    target.writeLong(hour.lateEvents);
    target.writeLong(hour.publishedVersion);
    target.writeLong(hour.dueAt);
  }

  @Override
  public HourState<M> deserialize(DataInputView source) throws IOException {
    expectFormat(FORMAT, source);
    M measures = empty();
    measures.readFrom(source);
    HourState<M> hour = new HourState<>(measures);
    hour.isFinal = source.readBoolean();
    hour.revision = source.readLong();
    hour.lateEvents = source.readLong();
    hour.publishedVersion = source.readLong();
    hour.dueAt = source.readLong();
    return hour;
  }
}
