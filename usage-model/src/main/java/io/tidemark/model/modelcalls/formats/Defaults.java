/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.List;

/** Fills the texts that a source left out and for which the schema has a default. */
final class Defaults {

  private static final CallText[] TEXTS;
  private static final byte[][] VALUES;

  static {
    List<InputField> fields =
        WorkloadSchemas.MODEL_CALLS.inputFields().stream()
            .filter(field -> field.defaultValue() != null)
            .toList();
    TEXTS = fields.stream().map(field -> CallText.named(field.name())).toArray(CallText[]::new);
    VALUES =
        fields.stream().map(field -> field.defaultValue().getBytes(UTF_8)).toArray(byte[][]::new);
  }

  private Defaults() {}

  static void fillDefaults(ModelCall call) {
    for (int i = 0; i < TEXTS.length; i++) {
      if (!call.has(TEXTS[i])) {
        call.text(TEXTS[i], VALUES[i], 0, VALUES[i].length);
      }
    }
  }
}
