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

  @Override
  public LevelPart createInstance() {
    return new LevelPart(new byte[0], 0, new LevelChanges(), 0);
  }

  @Override
  public LevelPart copy(LevelPart from) {
    LevelChanges changes = new LevelChanges();
    changes.add(from.changes);
    return new LevelPart(from.dimensions, from.windowStart, changes, from.events);
  }

  @Override
  public void serialize(LevelPart part, DataOutputView target) throws IOException {
    target.writeShort(part.dimensions.length);
    target.write(part.dimensions);
    target.writeLong(part.windowStart);
    target.writeLong(part.events);
    part.changes.writeTo(target);
  }

  @Override
  public LevelPart deserialize(DataInputView source) throws IOException {
    byte[] dimensions = new byte[source.readUnsignedShort()];
    source.readFully(dimensions);
    long windowStart = source.readLong();
    long events = source.readLong();
    LevelChanges changes = new LevelChanges();
    changes.readFrom(source);
    return new LevelPart(dimensions, windowStart, changes, events);
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
