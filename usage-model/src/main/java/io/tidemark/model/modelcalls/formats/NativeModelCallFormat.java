/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Arrays;

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
    parse(record, 0, record == null ? 0 : record.length, output);
  }

  @Override
  public void parse(byte[] bytes, int start, int end, Output<ModelCall> output) {
    if (start == end) {
      output.reject(EMPTY);
      return;
    }
    if (!read(bytes, start, end) && !readReplaced(Arrays.copyOfRange(bytes, start, end))) {
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

  private boolean read(byte[] bytes, int start, int end) {
    json.open(bytes, start, end);
    return call.read() && json.finish();
  }

  /** Reads a record with bytes that are not UTF-8: they do not cost the call. */
  private boolean readReplaced(byte[] record) {
    byte[] replaced = InvalidUtf8.replaceInvalid(record);
    return replaced != record && read(replaced, 0, replaced.length);
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copyReplaced(record, NativeCall.PART);
  }
}
