/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.serialization.ByteArrays;
import io.tidemark.job.serialization.NetworkCodec;
import io.tidemark.job.serialization.Texts;
import io.tidemark.job.serialization.ValueType;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Batches on the network: the key of the bucket, the length, and the bytes as they are. */
public final class StepBatchCodec implements NetworkCodec<StepBatch> {

  private static final long serialVersionUID = 1;

  public static final ValueType<StepBatch> TYPE =
      ValueType.of(StepBatch.class, new StepBatchCodec());

  @Override
  public String name() {
    return "comfyui-step-batch";
  }

  @Override
  public StepBatch create() {
    return new StepBatch("");
  }

  @Override
  public StepBatch copy(StepBatch from) {
    return from.copy();
  }

  @Override
  public void write(StepBatch batch, DataOutputView target) throws IOException {
    Texts.write(batch.key(), target);
    target.writeInt(batch.length());
    target.write(batch.bytes(), 0, batch.length());
  }

  @Override
  public StepBatch read(DataInputView source, int version) throws IOException {
    String key = Texts.read(source);
    byte[] bytes = ByteArrays.read(source.readInt(), source);
    return new StepBatch(key, bytes, bytes.length);
  }
}
