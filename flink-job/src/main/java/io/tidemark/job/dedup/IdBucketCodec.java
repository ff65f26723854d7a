/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import java.io.EOFException;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a bucket as the number of its ids and ten bytes for each. Version 1 had two words for each
 * id: half of the fingerprint, then 32 more bits of it, 16 bits over the content and the hour.
 */
public final class IdBucketCodec implements Codec<IdBucket> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<IdBucket> SERIALIZER =
      new CodecSerializer<>(new IdBucketCodec());

  private static final int VERSION = 2;

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
    int ids = source.readInt();
    if (ids < 0) {
      throw new EOFException("negative number of ids " + ids);
    }
    return version == 1 ? readTwoWords(ids, source) : IdBucket.readIds(ids, source);
  }

  private static IdBucket readTwoWords(int ids, DataInputView source) throws IOException {
    IdBucket bucket = new IdBucket();
    for (int i = 0; i < ids; i++) {
      long low = source.readLong();
      long word = source.readLong();
      bucket.keep(IdTable.wordOf(low, (int) (word >>> Short.SIZE)), (short) word);
    }
    bucket.trim();
    return bucket;
  }
}
