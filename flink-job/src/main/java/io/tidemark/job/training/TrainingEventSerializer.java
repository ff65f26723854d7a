/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import io.tidemark.job.types.Texts;
import io.tidemark.job.types.ValueSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingStep;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An event on its way to its job. */
public final class TrainingEventSerializer extends ValueSerializer<TrainingEvent> {

  public static final TrainingEventSerializer INSTANCE = new TrainingEventSerializer();

  public static final ValueType<TrainingEvent> TYPE = ValueType.of(TrainingEvent.class, INSTANCE);

  /** Added to the code of the step where an attempt follows; earlier builds wrote none. */
  private static final int HAS_ATTEMPT = 1 << 4;

  @Override
  public TrainingEvent createInstance() {
    return new TrainingEvent();
  }

  /** Events are never changed once they are made. */
  @Override
  public TrainingEvent copy(TrainingEvent from) {
    return from;
  }

  @Override
  public void serialize(TrainingEvent event, DataOutputView target) throws IOException {
    target.writeByte(event.step.code() | HAS_ATTEMPT);
    target.writeLong(event.attempt);
    target.writeLong(event.eventTime);
    target.writeLong(event.trainedTokens);
    target.writeLong(event.startedAt);
    target.writeLong(event.finishedAt);
    Texts.write(event.tenantId, target);
    Texts.write(event.jobId, target);
    Texts.write(event.userId, target);
    Texts.write(event.baseModel, target);
    Texts.write(event.method, target);
  }

  @Override
  public TrainingEvent deserialize(DataInputView source) throws IOException {
    TrainingEvent event = new TrainingEvent();
    int code = source.readByte();
    if ((code & HAS_ATTEMPT) != 0) {
      event.attempt = source.readLong();
    }
    event.step = TrainingStep.ofCode((byte) (code & ~HAS_ATTEMPT));
    event.eventTime = source.readLong();
    event.trainedTokens = source.readLong();
    event.startedAt = source.readLong();
    event.finishedAt = source.readLong();
    event.tenantId = Texts.read(source);
    event.jobId = Texts.read(source);
    event.userId = Texts.read(source);
    event.baseModel = Texts.read(source);
    event.method = Texts.read(source);
    return event;
  }

  @Override
  public TypeSerializerSnapshot<TrainingEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints of records in flight. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TrainingEvent> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
