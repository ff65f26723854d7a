/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import io.tidemark.job.types.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Keys of hours. As a key of state it must never change its bytes, which is why there is no format
 * byte.
 */
public final class GroupHourSerializer extends ValueSerializer<GroupHour> {

  public static final GroupHourSerializer INSTANCE = new GroupHourSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public GroupHour createInstance() {
    return new GroupHour(0, new byte[0]);
  }

  @Override
  public GroupHour copy(GroupHour from) {
    return from;
  }

  @Override
  public void serialize(GroupHour group, DataOutputView target) throws IOException {
    target.writeLong(group.windowStart());
    target.writeShort(group.dimensions().length);
    target.write(group.dimensions());
  }

  @Override
  public GroupHour deserialize(DataInputView source) throws IOException {
    long windowStart = source.readLong();
    byte[] dimensions = new byte[source.readUnsignedShort()];
    source.readFully(dimensions);
    return new GroupHour(windowStart, dimensions);
  }

  @Override
  public TypeSerializerSnapshot<GroupHour> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupHour> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
