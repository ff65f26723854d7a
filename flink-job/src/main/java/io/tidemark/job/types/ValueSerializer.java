/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of our own for one type that varies in length. What is kept in state begins with a
 * format byte, so that a later build can still read it.
 *
 * @param <T> the type
 */
public abstract class ValueSerializer<T> extends TypeSerializerSingleton<T> {

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  /** Reads the format byte and fails when this build does not know it. */
  protected static void expectFormat(byte known, DataInputView source) throws IOException {
    requireFormat(known, source.readByte());
  }

  /** Fails when a format that was read is not the one that this build knows. */
  protected static void requireFormat(byte known, byte format) throws IOException {
    if (format != known) {
      throw new IOException(
          "State was written in format "
              + format
              + ", this build reads format "
              + known
              + ": start the build that wrote it, or a newer one");
    }
  }
}
