/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.types.Texts;
import io.tidemark.job.types.ValueSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunStep;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A step on its way to its run. */
public final class ComfyuiStepSerializer extends ValueSerializer<ComfyuiStep> {

  public static final ComfyuiStepSerializer INSTANCE = new ComfyuiStepSerializer();

  public static final ValueType<ComfyuiStep> TYPE = ValueType.of(ComfyuiStep.class, INSTANCE);

  @Override
  public ComfyuiStep createInstance() {
    return new ComfyuiStep();
  }

  /** Steps are never changed once they are made. */
  @Override
  public ComfyuiStep copy(ComfyuiStep from) {
    return from;
  }

  @Override
  public void serialize(ComfyuiStep step, DataOutputView target) throws IOException {
    target.writeByte(step.step.code());
    target.writeLong(step.eventTime);
    target.writeLong(step.submittedAt);
    target.writeLong(step.startedAt);
    target.writeLong(step.finishedAt);
    Texts.write(step.tenantId, target);
    Texts.write(step.taskId, target);
    Texts.write(step.userId, target);
    Texts.write(step.apiKeyId, target);
    Texts.write(step.workflowId, target);
    Texts.write(step.workflowName, target);
    Texts.write(step.source, target);
    Texts.write(step.errorType, target);
    Texts.write(step.errorMessage, target);
    Texts.write(step.nodeId, target);
    Texts.writeEntries(step.context, target);
  }

  @Override
  public ComfyuiStep deserialize(DataInputView source) throws IOException {
    ComfyuiStep step = new ComfyuiStep();
    step.step = RunStep.ofCode(source.readByte());
    step.eventTime = source.readLong();
    step.submittedAt = source.readLong();
    step.startedAt = source.readLong();
    step.finishedAt = source.readLong();
    step.tenantId = Texts.read(source);
    step.taskId = Texts.read(source);
    step.userId = Texts.read(source);
    step.apiKeyId = Texts.read(source);
    step.workflowId = Texts.read(source);
    step.workflowName = Texts.read(source);
    step.source = Texts.read(source);
    step.errorType = Texts.read(source);
    step.errorMessage = Texts.read(source);
    step.nodeId = Texts.read(source);
    step.context = Texts.readEntries(source);
    return step;
  }

  @Override
  public TypeSerializerSnapshot<ComfyuiStep> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints of records in flight. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ComfyuiStep> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
