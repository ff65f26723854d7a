/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.countonce;

import io.tidemark.job.types.ValueSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a bucket as the number of its ids and 16 bytes for each. */
public final class IdBucketSerializer extends ValueSerializer<IdBucket> {

  public static final IdBucketSerializer INSTANCE = new IdBucketSerializer();

  private static final byte FORMAT = 1;

  @Override
  public IdBucket createInstance() {
    return new IdBucket();
  }

  @Override
  public IdBucket copy(IdBucket from) {
    return from.copy();
  }

  @Override
  public void serialize(IdBucket bucket, DataOutputView target) throws IOException {
    target.writeByte(FORMAT);
    target.writeInt(bucket.size());
    bucket.writeIds(target);
  }

  @Override
  public IdBucket deserialize(DataInputView source) throws IOException {
    expectFormat(FORMAT, source);
    byte[] bytes = new byte[source.readInt() * IdBucket.ID_BYTES];
    source.readFully(bytes);
    long[] words = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return IdBucket.ofWords(words);
  }

  @Override
  public TypeSerializerSnapshot<IdBucket> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<IdBucket> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
