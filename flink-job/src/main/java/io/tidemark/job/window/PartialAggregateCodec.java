/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.serialization.Codec;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.aggregate.EarlierFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Partial aggregates on their way to their window. */
final class PartialAggregateCodec implements Codec<PartialAggregate> {

  private static final long serialVersionUID = 1;

  /**
   * Parts of builds without a version begin with the start of the window, whose first byte is 0.
   */
  private static final int WITHOUT_VERSION = 0;

  private static final int VERSION = 2;

  private final AggregateLayout layout;
  private final EarlierFormat earlier;

  PartialAggregateCodec(AggregateLayout layout, EarlierFormat earlier) {
    this.layout = layout;
    this.earlier = earlier;
  }

  @Override
  public String name() {
    return "window-part:" + layout.workload();
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public int schemaVersion() {
    return layout.version();
  }

  @Override
  public int earliestVersion() {
    return WITHOUT_VERSION;
  }

  @Override
  public PartialAggregate create() {
    return new PartialAggregate(new WindowKey(0, new byte[0]), new Aggregate(layout));
  }

  @Override
  public PartialAggregate copy(PartialAggregate from) {
    Aggregate aggregate = new Aggregate(layout);
    aggregate.add(from.measures());
    return new PartialAggregate(from.group(), aggregate);
  }

  @Override
  public void write(PartialAggregate part, DataOutputView target) throws IOException {
    target.writeLong(part.group().windowStart());
    WindowKeyCodec.writeDimensions(part.group(), target);
    part.measures().writeTo(target);
  }

  @Override
  public PartialAggregate read(DataInputView source, int version) throws IOException {
    long start = version == WITHOUT_VERSION ? readSevenBytes(source) : source.readLong();
    WindowKey group = WindowKeyCodec.readDimensions(start, source);
    Aggregate aggregate = new Aggregate(layout);
    if (version == WITHOUT_VERSION) {
      earlier.read(source, aggregate);
    } else {
      aggregate.readFrom(source);
    }
    return new PartialAggregate(group, aggregate);
  }

  private static long readSevenBytes(DataInputView source) throws IOException {
    long high = source.readUnsignedByte();
    long middle = source.readUnsignedShort();
    return high << 48 | middle << 32 | (source.readInt() & 0xffff_ffffL);
  }
}
