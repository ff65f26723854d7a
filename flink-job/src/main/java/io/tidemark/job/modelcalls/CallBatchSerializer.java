/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.types.ValueSerializer;
import io.tidemark.job.types.ValueType;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Batches on the network: the bucket, the length, and the bytes as they are. */
public final class CallBatchSerializer extends ValueSerializer<CallBatch> {

  public static final CallBatchSerializer INSTANCE = new CallBatchSerializer();

  public static final ValueType<CallBatch> TYPE = ValueType.of(CallBatch.class, INSTANCE);

  @Override
  public CallBatch createInstance() {
    return new CallBatch();
  }

  @Override
  public CallBatch copy(CallBatch from) {
    return from.copy();
  }

  @Override
  public void serialize(CallBatch batch, DataOutputView target) throws IOException {
    target.writeShort(batch.bucket());
    target.writeInt(batch.length());
    target.write(batch.bytes(), 0, batch.length());
  }

  @Override
  public CallBatch deserialize(DataInputView source) throws IOException {
    int bucket = source.readUnsignedShort();
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return new CallBatch(bytes, bytes.length, bucket);
  }

  @Override
  public TypeSerializerSnapshot<CallBatch> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints of records in flight. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CallBatch> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
