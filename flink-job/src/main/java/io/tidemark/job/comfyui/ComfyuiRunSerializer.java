/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.types.ValueSerializer;
import io.tidemark.model.comfyui.ComfyuiRun;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Runs in state: the length of a packed run and its bytes. */
public final class ComfyuiRunSerializer extends ValueSerializer<KeptRun> {

  public static final ComfyuiRunSerializer INSTANCE = new ComfyuiRunSerializer();

  /** Field by field, each text with its rank before it. */
  private static final byte FIELDS = 1;

  private static final byte FORMAT = 2;

  @Override
  public KeptRun createInstance() {
    return KeptRun.of(new ComfyuiRun());
  }

  @Override
  public KeptRun copy(KeptRun from) {
    return from.copy();
  }

  @Override
  public void serialize(KeptRun run, DataOutputView target) throws IOException {
    byte[] bytes = run.pack();
    target.writeByte(FORMAT);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public KeptRun deserialize(DataInputView source) throws IOException {
    byte format = source.readByte();
    if (format == FIELDS) {
      ComfyuiRun run = new ComfyuiRun();
      run.readFrom(source);
      return KeptRun.of(run);
    }
    requireFormat(FORMAT, format);
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return KeptRun.packed(bytes);
  }

  @Override
  public TypeSerializerSnapshot<KeptRun> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeptRun> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
