/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.types.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The users of one window in state. */
public final class LevelUsersSerializer extends ValueSerializer<LevelUsers> {

  public static final LevelUsersSerializer INSTANCE = new LevelUsersSerializer();

  private static final byte WITHOUT_UNKNOWN_ENDS = 1;

  private static final byte FORMAT = 2;

  @Override
  public LevelUsers createInstance() {
    return new LevelUsers();
  }

  @Override
  public LevelUsers copy(LevelUsers from) {
    return from.copy();
  }

  @Override
  public void serialize(LevelUsers users, DataOutputView target) throws IOException {
    target.writeByte(FORMAT);
    users.writeTo(target);
  }

  @Override
  public LevelUsers deserialize(DataInputView source) throws IOException {
    byte format = source.readByte();
    if (format != WITHOUT_UNKNOWN_ENDS) {
      requireFormat(FORMAT, format);
    }
    return LevelUsers.readFrom(source, format == FORMAT);
  }

  @Override
  public TypeSerializerSnapshot<LevelUsers> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LevelUsers> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
