/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.serialization;

import io.tidemark.model.aggregate.UnknownVersionException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Names codec and version in savepoints. Values name their version themselves, so that state of
 * earlier versions needs no migration when the job starts; state of a later one is rejected before
 * any value is read.
 *
 * @param <T> the type
 */
public class CodecSnapshot<T> implements TypeSerializerSnapshot<T> {

  private static final int FORMAT = 1;

  private Codec<T> codec;

  /** For Flink, which reads the rest. */
  public CodecSnapshot() {}

  CodecSnapshot(Codec<T> codec) {
    this.codec = codec;
  }

  @Override
  public int getCurrentVersion() {
    return FORMAT;
  }

  @Override
  public void writeSnapshot(DataOutputView target) throws IOException {
    target.writeUTF(codec.name());
    target.writeInt(codec.version());
    target.writeInt(codec.schemaVersion());
  }

  @Override
  @SuppressWarnings("unchecked") // Flink asks for the type that it wrote.
  public void readSnapshot(int format, DataInputView source, ClassLoader classes)
      throws IOException {
    requireKnown("serializer snapshot", format, FORMAT);
    String name = source.readUTF();
    codec = (Codec<T>) CodecProvider.findCodec(name, classes);
    requireKnown(name, source.readInt(), codec.version());
    requireKnown(name + " schema", source.readInt(), codec.schemaVersion());
  }

  private static void requireKnown(String name, int version, int latest)
      throws UnknownVersionException {
    if (version > latest) {
      throw new UnknownVersionException(name, version, latest);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(codec);
  }

  /** Earlier builds had a snapshot class for each type, which restores the serializer of today. */
  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return old.restoreSerializer().equals(restoreSerializer())
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
