/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.countonce;

import io.tidemark.job.types.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Twelve bytes an id. They order entries in state, so the form can never change. */
public final class StoredIdSerializer extends ValueSerializer<StoredId> {

  public static final StoredIdSerializer INSTANCE = new StoredIdSerializer();

  @Override
  public StoredId createInstance() {
    return new StoredId(0, 0);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public StoredId copy(StoredId from) {
    return from;
  }

  @Override
  public void serialize(StoredId id, DataOutputView target) throws IOException {
    target.writeLong(id.low());
    target.writeInt(id.high());
  }

  @Override
  public StoredId deserialize(DataInputView source) throws IOException {
    return new StoredId(source.readLong(), source.readInt());
  }

  @Override
  public TypeSerializerSnapshot<StoredId> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StoredId> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
