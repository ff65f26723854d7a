/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The users of one window in state. */
public final class LevelUsersCodec implements Codec<LevelUsers> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<LevelUsers> SERIALIZER =
      new CodecSerializer<>(new LevelUsersCodec());

  private static final int WITHOUT_UNKNOWN_ENDS = 1;

  private static final int VERSION = 2;

  @Override
  public String name() {
    return "level-users";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public LevelUsers create() {
    return new LevelUsers();
  }

  @Override
  public LevelUsers copy(LevelUsers from) {
    return from.copy();
  }

  @Override
  public void write(LevelUsers users, DataOutputView target) throws IOException {
    users.writeTo(target);
  }

  @Override
  public LevelUsers read(DataInputView source, int version) throws IOException {
    return LevelUsers.readFrom(source, version != WITHOUT_UNKNOWN_ENDS);
  }
}
