/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.serialization;

import io.tidemark.model.aggregate.UnknownVersionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The serializer of all values of the job: what differs between types is their {@link Codec}.
 *
 * @param <T> the type
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1;

  private final Codec<T> codec;

  public CodecSerializer(Codec<T> codec) {
    this.codec = codec;
  }

  public Codec<T> codec() {
    return codec;
  }

  @Override
  public boolean isImmutableType() {
    return codec.isImmutable();
  }

  /** Codecs keep nothing between values. */
  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    return codec.create();
  }

  @Override
  public T copy(T from) {
    return codec.copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return codec.copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    if (codec.startsWithVersion()) {
      target.writeByte(codec.version());
    }
    codec.write(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    try {
      int version = codec.startsWithVersion() ? source.readUnsignedByte() : codec.version();
      if (version > codec.version() || version < codec.earliestVersion()) {
        throw new UnknownVersionException(codec.name(), version, codec.version());
      }
      return codec.read(source, version);
    } catch (EOFException | UTFDataFormatException | RuntimeException e) {
      throw new IOException(
          "State of '%s' is damaged or truncated: restore an earlier checkpoint or savepoint"
              .formatted(codec.name()),
          e);
    }
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CodecSnapshot<>(codec);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecSerializer<?> that && codec.name().equals(that.codec.name());
  }

  @Override
  public int hashCode() {
    return codec.name().hashCode();
  }

  @Override
  public String toString() {
    return "CodecSerializer(" + codec.name() + ")";
  }
}
