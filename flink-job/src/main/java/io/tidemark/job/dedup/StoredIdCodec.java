/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Twelve bytes an id. They order entries in state, so the form can never change. */
public final class StoredIdCodec implements Codec<StoredId> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<StoredId> SERIALIZER =
      new CodecSerializer<>(new StoredIdCodec());

  @Override
  public String name() {
    return "stored-id";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean startsWithVersion() {
    return false;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public StoredId create() {
    return new StoredId(0, 0);
  }

  @Override
  public void write(StoredId id, DataOutputView target) throws IOException {
    target.writeLong(id.low());
    target.writeInt(id.high());
  }

  @Override
  public StoredId read(DataInputView source, int version) throws IOException {
    return new StoredId(source.readLong(), source.readInt());
  }
}
