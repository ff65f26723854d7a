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
    Texts.writeBytes(step.tenantId, target);
    Texts.writeBytes(step.taskId, target);
    Texts.writeBytes(step.userId, target);
    Texts.writeBytes(step.apiKeyId, target);
    Texts.writeBytes(step.workflowId, target);
    Texts.writeBytes(step.workflowName, target);
    Texts.writeBytes(step.source, target);
    Texts.writeBytes(step.errorType, target);
    Texts.writeBytes(step.errorMessage, target);
    Texts.writeBytes(step.nodeId, target);
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
    step.tenantId = Texts.readBytes(source);
    step.taskId = Texts.readBytes(source);
    step.userId = Texts.readBytes(source);
    step.apiKeyId = Texts.readBytes(source);
    step.workflowId = Texts.readBytes(source);
    step.workflowName = Texts.readBytes(source);
    step.source = Texts.readBytes(source);
    step.errorType = Texts.readBytes(source);
    step.errorMessage = Texts.readBytes(source);
    step.nodeId = Texts.readBytes(source);
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
