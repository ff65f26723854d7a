/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.FlatRecord;
import io.tidemark.model.parsing.FlatRecord.Column;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.schema.Limits;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tidemark's own ComfyUI step: one flat JSON object a record, as {@link WorkloadSchemas#COMFYUI}
 * declares.
 */
public final class NativeComfyuiFormat implements UsageFormat<ComfyuiStep> {

  private static final Map<String, Part> PARTS =
      Map.of(
          "error_message",
          Parts.unlessDropped(
              DescriptiveText.ERROR_MESSAGE, Parts.text(Limits.MAX_MESSAGE_CHARACTERS)),
          "context",
          Parts.unlessDropped(DescriptiveText.CONTEXT, Parts.entries(Limits.MAX_ENTRIES)));

  private final FlatRecord fields = new FlatRecord(WorkloadSchemas.COMFYUI, PARTS);
  private final Column[] texts =
      StepText.listAll().stream()
          .map(text -> fields.column(text.fieldName()))
          .toArray(Column[]::new);
  private final Column event = fields.choiceColumn("event", RunStep.class);
  private final Column eventTime = fields.column("event_time");
  private final Column submittedAt = fields.column("submitted_at");
  private final Column startedAt = fields.column("started_at");
  private final Column finishedAt = fields.column("finished_at");
  private final Column context = fields.column("context");
  private final ComfyuiStep step = new ComfyuiStep();
  private final Supplier<ComfyuiStep> reader = this::read;

  @Override
  public void parse(byte[] record, Output<ComfyuiStep> output) {
    fields.parse(record, reader, output);
  }

  @Override
  public void parse(byte[] bytes, int start, int end, Output<ComfyuiStep> output) {
    fields.parse(bytes, start, end, reader, output);
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copyReplaced(record, fields.part());
  }

  private ComfyuiStep read() {
    fields.lendTo(step.texts());
    for (int i = 0; i < texts.length; i++) {
      fields.refer(texts[i], step.texts(), i);
    }
    step.step = fields.choice(event, RunStep.class);
    step.eventTime = fields.time(eventTime);
    step.submittedAt = fields.time(submittedAt);
    step.startedAt = fields.time(startedAt);
    step.finishedAt = fields.time(finishedAt);
    step.context = fields.entries(context);
    return step;
  }
}
