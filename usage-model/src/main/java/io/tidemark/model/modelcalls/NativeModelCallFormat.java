/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import io.tidemark.model.intake.Excerpt;
import io.tidemark.model.intake.UsageFormat;
import io.tidemark.model.json.JsonReader;

/**
 * Tidemark's own model call: one flat JSON object a record, with the fields of {@link
 * ModelCallField}. A field's own name wins over its aliases; null and, for text, empty are absent.
 */
public final class NativeModelCallFormat implements UsageFormat<ModelCall> {

  private final JsonReader json = new JsonReader();
  private final NativeCall call = new NativeCall(json);

  @Override
  public void parse(byte[] record, Output<ModelCall> output) {
    if (record == null || record.length == 0) {
      output.reject(EMPTY);
      return;
    }
    json.open(record);
    if (!call.read() || !json.finish()) {
      output.reject(json.failed() ? json.failure() : NOT_AN_OBJECT);
      return;
    }
    call.complete();
    String problem = call.problem();
    if (problem == null) {
      output.event(call.event());
    } else {
      output.reject(problem);
    }
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copy(record, NativeCall.PART);
  }
}
