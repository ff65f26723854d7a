/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.serialization.ByteArrays;
import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.ValueType;
import io.tidemark.model.aggregate.UnknownVersionException;
import io.tidemark.model.comfyui.LevelChanges;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Parts on their way to their value. */
public final class LevelPartCodec implements Codec<LevelPart> {

  private static final long serialVersionUID = 1;

  public static final ValueType<LevelPart> TYPE =
      ValueType.of(LevelPart.class, new LevelPartCodec());

  /**
   * Stands where earlier builds wrote the length of the dimensions, which is far smaller, and had
   * no format byte.
   */
  private static final int HAS_FORMAT = 0xffff;

  private static final int WITHOUT_FORMAT = 1;

  /** Named users, and did not count runs that were given up. */
  private static final int WITH_USERS = 2;

  private static final int VERSION = 3;

  @Override
  public String name() {
    return "level-part";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public boolean startsWithVersion() {
    return false;
  }

  @Override
  public LevelPart create() {
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
  public void write(LevelPart part, DataOutputView target) throws IOException {
    target.writeShort(HAS_FORMAT);
    target.writeByte(VERSION);
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
  public LevelPart read(DataInputView source, int latest) throws IOException {
    int length = source.readUnsignedShort();
    int version = WITHOUT_FORMAT;
    if (length == HAS_FORMAT) {
      version = source.readUnsignedByte();
      if (version > latest) {
        throw new UnknownVersionException(name(), version, latest);
      }
      length = source.readUnsignedShort();
    }
    byte[] dimensions = ByteArrays.read(length, source);
    long windowStart = source.readLong();
    long events = source.readLong();
    long unknownEnd = version > WITH_USERS ? source.readLong() : 0;
    LevelChanges changes = new LevelChanges();
    changes.readFrom(source);
    boolean hasUsers = version >= WITH_USERS && source.readBoolean();
    LevelUsers users = hasUsers ? LevelUsers.readFrom(source, version > WITH_USERS) : null;
    LevelPart part = new LevelPart(dimensions, windowStart, changes, events, users);
    part.unknownEnd = unknownEnd;
    return part;
  }
}
