/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import io.tidemark.job.types.ValueSerializer;
import io.tidemark.model.training.TrainingJob;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Jobs in state. */
public final class TrainingJobSerializer extends ValueSerializer<TrainingJob> {

  public static final TrainingJobSerializer INSTANCE = new TrainingJobSerializer();

  /** Had one counter of tokens for all attempts. */
  private static final byte WITHOUT_ATTEMPTS = 1;

  private static final byte FORMAT = 2;
  private static final int USUAL_BYTES = 512;

  @Override
  public TrainingJob createInstance() {
    return new TrainingJob();
  }

  @Override
  public TrainingJob copy(TrainingJob from) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(USUAL_BYTES);
      serialize(from, bytes);
      return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
    } catch (IOException e) {
      throw new IllegalStateException("Memory cannot fail", e);
    }
  }

  @Override
  public void serialize(TrainingJob job, DataOutputView target) throws IOException {
    target.writeByte(FORMAT);
    job.writeTo(target);
  }

  @Override
  public TrainingJob deserialize(DataInputView source) throws IOException {
    byte format = source.readByte();
    if (format != WITHOUT_ATTEMPTS) {
      requireFormat(FORMAT, format);
    }
    TrainingJob job = new TrainingJob();
    job.readFrom(source, format == FORMAT);
    return job;
  }

  @Override
  public TypeSerializerSnapshot<TrainingJob> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TrainingJob> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
