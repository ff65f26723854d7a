/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.types.ValueSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.comfyui.LevelChanges;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Parts on their way to their value. */
public final class LevelPartSerializer extends ValueSerializer<LevelPart> {

  public static final LevelPartSerializer INSTANCE = new LevelPartSerializer();

  public static final ValueType<LevelPart> TYPE = ValueType.of(LevelPart.class, INSTANCE);

  /**
   * Stands where earlier builds wrote the length of the dimensions, which is far smaller, and had
   * no format byte.
   */
  private static final int HAS_FORMAT = 0xffff;

  private static final byte FORMAT = 2;

  @Override
  public LevelPart createInstance() {
    return new LevelPart(new byte[0], 0, new LevelChanges(), 0, null);
  }

  @Override
  public LevelPart copy(LevelPart from) {
    LevelChanges changes = new LevelChanges();
    changes.add(from.changes);
    LevelUsers users = from.users == null ? null : from.users.copy();
    return new LevelPart(from.dimensions, from.windowStart, changes, from.events, users);
  }

  @Override
  public void serialize(LevelPart part, DataOutputView target) throws IOException {
    target.writeShort(HAS_FORMAT);
    target.writeByte(FORMAT);
    target.writeShort(part.dimensions.length);
    target.write(part.dimensions);
    target.writeLong(part.windowStart);
    target.writeLong(part.events);
    part.changes.writeTo(target);
    target.writeBoolean(part.users != null);
    if (part.users != null) {
      part.users.writeTo(target);
    }
  }

  @Override
  public LevelPart deserialize(DataInputView source) throws IOException {
    int length = source.readUnsignedShort();
    boolean hasFormat = length == HAS_FORMAT;
    if (hasFormat) {
      expectFormat(FORMAT, source);
      length = source.readUnsignedShort();
    }
    byte[] dimensions = new byte[length];
    source.readFully(dimensions);
    long windowStart = source.readLong();
    long events = source.readLong();
    LevelChanges changes = new LevelChanges();
    changes.readFrom(source);
    LevelUsers users = hasFormat && source.readBoolean() ? LevelUsers.readFrom(source) : null;
    return new LevelPart(dimensions, windowStart, changes, events, users);
  }

  @Override
  public TypeSerializerSnapshot<LevelPart> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints of records in flight. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LevelPart> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
