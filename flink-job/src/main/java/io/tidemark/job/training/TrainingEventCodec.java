/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import io.tidemark.job.serialization.NetworkCodec;
import io.tidemark.job.serialization.Texts;
import io.tidemark.job.serialization.ValueType;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingStep;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** An event on its way to its job. */
public final class TrainingEventCodec implements NetworkCodec<TrainingEvent> {

  private static final long serialVersionUID = 1;

  public static final ValueType<TrainingEvent> TYPE =
      ValueType.of(TrainingEvent.class, new TrainingEventCodec());

  /** Added to the code of the step where an attempt follows; earlier builds wrote none. */
  private static final int HAS_ATTEMPT = 1 << 4;

  /** Added where a project follows. */
  private static final int HAS_PROJECT = 1 << 5;

  @Override
  public String name() {
    return "training-event";
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public TrainingEvent create() {
    return new TrainingEvent();
  }

  @Override
  public void write(TrainingEvent event, DataOutputView target) throws IOException {
    int project = event.projectId == null ? 0 : HAS_PROJECT;
    target.writeByte(event.step.code() | HAS_ATTEMPT | project);
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
    if (event.projectId != null) {
      Texts.write(event.projectId, target);
    }
  }

  @Override
  public TrainingEvent read(DataInputView source, int version) throws IOException {
    TrainingEvent event = new TrainingEvent();
    int code = source.readByte();
    if ((code & HAS_ATTEMPT) != 0) {
      event.attempt = source.readLong();
    }
    event.step = TrainingStep.ofCode((byte) (code & ~(HAS_ATTEMPT | HAS_PROJECT)));
    event.eventTime = source.readLong();
    event.trainedTokens = source.readLong();
    event.startedAt = source.readLong();
    event.finishedAt = source.readLong();
    event.tenantId = Texts.read(source);
    event.jobId = Texts.read(source);
    event.userId = Texts.read(source);
    event.baseModel = Texts.read(source);
    event.method = Texts.read(source);
    if ((code & HAS_PROJECT) != 0) {
      event.projectId = Texts.read(source);
    }
    return event;
  }
}
