/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import io.tidemark.model.comfyui.LevelChanges;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The changes of one window in state. */
public final class LevelChangesCodec implements Codec<LevelChanges> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<LevelChanges> SERIALIZER =
      new CodecSerializer<>(new LevelChangesCodec());

  private static final int VERSION = 1;

  @Override
  public String name() {
    return "level-changes";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public LevelChanges create() {
    return new LevelChanges();
  }

  @Override
  public LevelChanges copy(LevelChanges from) {
    LevelChanges copy = new LevelChanges();
    copy.add(from);
    return copy;
  }

  @Override
  public void write(LevelChanges changes, DataOutputView target) throws IOException {
    changes.writeTo(target);
  }

  @Override
  public LevelChanges read(DataInputView source, int version) throws IOException {
    LevelChanges changes = new LevelChanges();
    changes.readFrom(source);
    return changes;
  }
}
