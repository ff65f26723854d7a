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

  private static final byte WITHOUT_FORMAT = 1;

  /** Named users, and did not count runs that were given up. */
  private static final byte WITH_USERS = 2;

  private static final byte FORMAT = 3;

  @Override
  public LevelPart createInstance() {
    return new LevelPart(new byte[0], 0, new LevelChanges(), 0, null);
  }

  @Override
  public LevelPart copy(LevelPart from) {
    LevelChanges changes = new LevelChanges();
    changes.add(from.changes);
    LevelUsers users = from.users == null ? null : from.users.copy();
    LevelPart copy = new LevelPart(from.dimensions, from.windowStart, changes, from.events, users);
    copy.unknownEnd = from.unknownEnd;
    return copy;
  }

  @Override
  public void serialize(LevelPart part, DataOutputView target) throws IOException {
    target.writeShort(HAS_FORMAT);
    target.writeByte(FORMAT);
    target.writeShort(part.dimensions.length);
    target.write(part.dimensions);
    target.writeLong(part.windowStart);
    target.writeLong(part.events);
    target.writeLong(part.unknownEnd);
    part.changes.writeTo(target);
    target.writeBoolean(part.users != null);
    if (part.users != null) {
      part.users.writeTo(target);
    }
  }

  @Override
  public LevelPart deserialize(DataInputView source) throws IOException {
    int length = source.readUnsignedShort();
    byte format = WITHOUT_FORMAT;
    if (length == HAS_FORMAT) {
      format = source.readByte();
      if (format != WITH_USERS) {
        requireFormat(FORMAT, format);
      }
      length = source.readUnsignedShort();
    }
    byte[] dimensions = new byte[length];
    source.readFully(dimensions);
    long windowStart = source.readLong();
    long events = source.readLong();
    long unknownEnd = format == FORMAT ? source.readLong() : 0;
    LevelChanges changes = new LevelChanges();
    changes.readFrom(source);
    boolean hasUsers = format >= WITH_USERS && source.readBoolean();
    LevelUsers users = hasUsers ? LevelUsers.readFrom(source, format == FORMAT) : null;
    LevelPart part = new LevelPart(dimensions, windowStart, changes, events, users);
    part.unknownEnd = unknownEnd;
    return part;
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
