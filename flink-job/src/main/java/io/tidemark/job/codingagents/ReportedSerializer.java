/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.types.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** What was reported, in state. */
final class ReportedSerializer extends ValueSerializer<Reported> {

  static final ReportedSerializer INSTANCE = new ReportedSerializer();

  private static final byte FORMAT = 1;
  private static final int USUAL_BYTES = 64;

  @Override
  public Reported createInstance() {
    return new Reported();
  }

  @Override
  public Reported copy(Reported from) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(USUAL_BYTES);
      serialize(from, bytes);
      return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
    } catch (IOException e) {
      throw new IllegalStateException("Memory cannot fail", e);
    }
  }

  @Override
  public void serialize(Reported reported, DataOutputView target) throws IOException {
    target.writeByte(FORMAT);
    reported.writeTo(target);
  }

  @Override
  public Reported deserialize(DataInputView source) throws IOException {
    expectFormat(FORMAT, source);
    Reported reported = new Reported();
    reported.readFrom(source);
    return reported;
  }

  @Override
  public TypeSerializerSnapshot<Reported> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Reported> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
