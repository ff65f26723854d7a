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
 * Parts on their way to their hour.
 *
 * @param <M> the measures
 */
public abstract class HourPartSerializer<M extends HourlyMeasures<M>>
    extends ValueSerializer<HourPart<M>> {

  /** Measures with nothing in them. */
  protected abstract M empty();

  @Override
  public HourPart<M> createInstance() {
    return new HourPart<>(GroupHourSerializer.INSTANCE.createInstance(), empty());
  }

  @Override
  public HourPart<M> copy(HourPart<M> from) {
    M measures = empty();
    measures.add(from.measures());
    return new HourPart<>(from.group(), measures);
  }

  @Override
  public void serialize(HourPart<M> part, DataOutputView target) throws IOException {
    GroupHourSerializer.INSTANCE.serialize(part.group(), target);
    part.measures().writeTo(target);
  }

  @Override
  public HourPart<M> deserialize(DataInputView source) throws IOException {
    GroupHour group = GroupHourSerializer.INSTANCE.deserialize(source);
    M measures = empty();
    measures.readFrom(source);
    return new HourPart<>(group, measures);
  }
}
