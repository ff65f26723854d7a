/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.Texts;
import io.tidemark.job.serialization.ValueType;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunStep;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A step on its way to its run. */
public final class ComfyuiStepCodec implements Codec<ComfyuiStep> {

  private static final long serialVersionUID = 1;

  public static final ValueType<ComfyuiStep> TYPE =
      ValueType.of(ComfyuiStep.class, new ComfyuiStepCodec());

  /** Added to the code of the step where a project follows; earlier builds wrote none. */
  private static final int HAS_PROJECT = 1 << 4;

  @Override
  public String name() {
    return "comfyui-step";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean startsWithVersion() {
    return false;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public ComfyuiStep create() {
    return new ComfyuiStep();
  }

  @Override
  public void write(ComfyuiStep step, DataOutputView target) throws IOException {
    target.writeByte(step.step.code() | (step.projectId == null ? 0 : HAS_PROJECT));
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
    if (step.projectId != null) {
      Texts.write(step.projectId, target);
    }
  }

  @Override
  public ComfyuiStep read(DataInputView source, int version) throws IOException {
    ComfyuiStep step = new ComfyuiStep();
    int code = source.readByte();
    step.step = RunStep.ofCode((byte) (code & ~HAS_PROJECT));
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
    if ((code & HAS_PROJECT) != 0) {
      step.projectId = Texts.read(source);
    }
    return step;
  }
}
