/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import io.tidemark.job.serialization.ByteArrays;
import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a bucket as the number of its ids and 16 bytes for each. */
public final class IdBucketCodec implements Codec<IdBucket> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<IdBucket> SERIALIZER =
      new CodecSerializer<>(new IdBucketCodec());

  private static final int VERSION = 1;

  @Override
  public String name() {
    return "id-bucket";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public IdBucket create() {
    return new IdBucket();
  }

  @Override
  public IdBucket copy(IdBucket from) {
    return from.copy();
  }

  @Override
  public void write(IdBucket bucket, DataOutputView target) throws IOException {
    target.writeInt(bucket.size());
    bucket.writeIds(target);
  }

  @Override
  public IdBucket read(DataInputView source, int version) throws IOException {
    int size = Math.multiplyExact(source.readInt(), IdBucket.ID_BYTES);
    byte[] bytes = ByteArrays.read(size, source);
    long[] words = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return IdBucket.ofWords(words);
  }
}
