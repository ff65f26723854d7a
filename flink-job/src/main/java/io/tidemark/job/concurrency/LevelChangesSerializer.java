/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.types.ValueSerializer;
import io.tidemark.model.comfyui.LevelChanges;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The changes of one window in state. */
public final class LevelChangesSerializer extends ValueSerializer<LevelChanges> {

  public static final LevelChangesSerializer INSTANCE = new LevelChangesSerializer();

  private static final byte FORMAT = 1;

  @Override
  public LevelChanges createInstance() {
    return new LevelChanges();
  }

  @Override
  public LevelChanges copy(LevelChanges from) {
    LevelChanges copy = new LevelChanges();
    copy.add(from);
    return copy;
  }

  @Override
  public void serialize(LevelChanges changes, DataOutputView target) throws IOException {
    target.writeByte(FORMAT);
    changes.writeTo(target);
  }

  @Override
  public LevelChanges deserialize(DataInputView source) throws IOException {
    expectFormat(FORMAT, source);
    LevelChanges changes = new LevelChanges();
    changes.readFrom(source);
    return changes;
  }

  @Override
  public TypeSerializerSnapshot<LevelChanges> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LevelChanges> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
