/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.WorkloadSchemas;

/**
 * Tidemark's own model call: one flat JSON object a record, with the fields of {@link
 * WorkloadSchemas#MODEL_CALLS}. A field's own name wins over its aliases; null and, for text, empty
 * are absent.
 */
public final class NativeModelCallFormat implements UsageFormat<ModelCall> {

  private final JsonReader json = new JsonReader();
  private final NativeCall call = new NativeCall(json, RequiredFields.NATIVE, false);

  @Override
  public void parse(byte[] record, Output<ModelCall> output) {
    if (record == null || record.length == 0) {
      output.reject(EMPTY);
      return;
    }
    if (!read(record) && !readReplaced(record)) {
      output.reject(json.failed() ? json.failure() : NOT_AN_OBJECT);
      return;
    }
    call.completeCall(false);
    String problem = call.problem();
    if (problem == null) {
      output.event(call.event());
    } else {
      output.reject(problem);
    }
  }

  private boolean read(byte[] record) {
    json.open(record);
    return call.read() && json.finish();
  }

  /** Reads a record with bytes that are not UTF-8: they do not cost the call. */
  private boolean readReplaced(byte[] record) {
    byte[] replaced = InvalidUtf8.replaceInvalid(record);
    return replaced != record && read(replaced);
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copyReplaced(record, NativeCall.PART);
  }
}
