/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.model.modelcalls.ModelCall.Text;

/** What a call is unless its source says otherwise: the first of each field's choices. */
final class Defaults {

  private static final byte[] MODEL_SOURCE = first(ModelCallField.MODEL_SOURCE);
  private static final byte[] USER_TYPE = first(ModelCallField.USER_TYPE);
  private static final byte[] CHANNEL = first(ModelCallField.CHANNEL);

  private Defaults() {}

  static void fill(ModelCall call) {
    fill(call, Text.MODEL_SOURCE, MODEL_SOURCE);
    fill(call, Text.USER_TYPE, USER_TYPE);
    fill(call, Text.CHANNEL, CHANNEL);
  }

  private static void fill(ModelCall call, Text text, byte[] value) {
    if (!call.has(text)) {
      call.text(text, value, 0, value.length);
    }
  }

  private static byte[] first(ModelCallField field) {
    return field.choices().get(0).getBytes(US_ASCII);
  }
}
