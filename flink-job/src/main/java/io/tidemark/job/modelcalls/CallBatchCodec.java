/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.serialization.ByteArrays;
import io.tidemark.job.serialization.NetworkCodec;
import io.tidemark.job.serialization.ValueType;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Batches on the network: the bucket, the length, and the bytes as they are. */
public final class CallBatchCodec implements NetworkCodec<CallBatch> {

  private static final long serialVersionUID = 1;

  public static final ValueType<CallBatch> TYPE =
      ValueType.of(CallBatch.class, new CallBatchCodec());

  @Override
  public String name() {
    return "call-batch";
  }

  @Override
  public CallBatch create() {
    return new CallBatch();
  }

  @Override
  public CallBatch copy(CallBatch from) {
    return from.copy();
  }

  @Override
  public void write(CallBatch batch, DataOutputView target) throws IOException {
    target.writeShort(batch.bucket());
    target.writeInt(batch.length());
    target.write(batch.bytes(), 0, batch.length());
  }

  @Override
  public CallBatch read(DataInputView source, int version) throws IOException {
    int bucket = source.readUnsignedShort();
    byte[] bytes = ByteArrays.read(source.readInt(), source);
    return new CallBatch(bytes, bytes.length, bucket);
  }
}
