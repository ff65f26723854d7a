/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.intake.FieldRules;
import io.tidemark.model.modelcalls.ModelCall.Text;

/** What every call must have, from whatever source. */
final class RequiredFields {

  private RequiredFields() {}

  /** What is missing, or null. */
  static String problem(ModelCall call) {
    if (!call.has(Text.REQUEST_ID)) {
      return missing(ModelCallField.REQUEST_ID);
    }
    if (call.eventTime() == UNKNOWN) {
      return missing(ModelCallField.EVENT_TIME);
    }
    if (!call.has(Text.TENANT_ID)) {
      return missing(ModelCallField.TENANT_ID);
    }
    return call.has(Text.MODEL) ? null : missing(ModelCallField.MODEL);
  }

  private static String missing(ModelCallField field) {
    return FieldRules.missing(field.fieldName());
  }
}
