/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.serialization;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes values of one type, on the network or in state, and reads what earlier builds wrote.
 *
 * @param <T> the type
 */
public interface Codec<T> extends Serializable {

  /** Names the format in savepoints; never to be changed. */
  String name();

  /** The version of the format that {@link #write} writes, from 1 to 255. */
  int version();

  /**
   * The version of the schema of what the values hold, which they name themselves; 1 for a format
   * without a schema.
   */
  default int schemaVersion() {
    return 1;
  }

  /** The earliest version that {@link #read} knows. */
  default int earliestVersion() {
    return 1;
  }

  /**
   * Whether each value begins with a byte of its version. Keys of state, which never change their
   * bytes, and values that only cross the network do without.
   */
  default boolean startsWithVersion() {
    return true;
  }

  /** A value with nothing in it. */
  T create();

  void write(T value, DataOutputView target) throws IOException;

  /**
   * Reads a value.
   *
   * @param version the version it was written in, at most {@link #version()}
   */
  T read(DataInputView source, int version) throws IOException;

  /** Whether values never change, so that they need no copies. */
  default boolean isImmutable() {
    return false;
  }

  /** A copy that does not change with the original. */
  default T copy(T value) {
    if (isImmutable()) {
      return value;
    }
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(256);
      write(value, bytes);
      return read(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()), version());
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot fail", e);
    }
  }
}
