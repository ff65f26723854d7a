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
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Runs in state. */
public final class ComfyuiRunSerializer extends ValueSerializer<ComfyuiRun> {

  public static final ComfyuiRunSerializer INSTANCE = new ComfyuiRunSerializer();

  private static final byte FORMAT = 1;
  private static final int USUAL_BYTES = 512;

  @Override
  public ComfyuiRun createInstance() {
    return new ComfyuiRun();
  }

  @Override
  public ComfyuiRun copy(ComfyuiRun from) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(USUAL_BYTES);
      serialize(from, bytes);
      return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
    } catch (IOException e) {
      throw new IllegalStateException("Memory cannot fail", e);
    }
  }

  @Override
  public void serialize(ComfyuiRun run, DataOutputView target) throws IOException {
    target.writeByte(FORMAT);
    run.writeTo(target);
  }

  @Override
  public ComfyuiRun deserialize(DataInputView source) throws IOException {
    expectFormat(FORMAT, source);
    ComfyuiRun run = new ComfyuiRun();
    run.readFrom(source);
    return run;
  }

  @Override
  public TypeSerializerSnapshot<ComfyuiRun> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ComfyuiRun> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
