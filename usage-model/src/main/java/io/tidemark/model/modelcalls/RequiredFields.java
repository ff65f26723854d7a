/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.intake.FieldRules;
import io.tidemark.model.modelcalls.ModelCall.Text;

/**
 * The fields that every call must have, by the names under which its source has them: a reason must
 * name a field that the producer knows.
 */
record RequiredFields(String requestId, String eventTime, String tenantId, String model) {

  static final RequiredFields NATIVE =
      new RequiredFields(
          ModelCallField.REQUEST_ID.fieldName(),
          ModelCallField.EVENT_TIME.fieldName(),
          ModelCallField.TENANT_ID.fieldName(),
          ModelCallField.MODEL.fieldName());

  /** What is missing, or null. */
  String problem(ModelCall call) {
    if (!call.has(Text.REQUEST_ID)) {
      return FieldRules.missing(requestId);
    }
    if (call.eventTime() == UNKNOWN) {
      return FieldRules.missing(eventTime);
    }
    if (!call.has(Text.TENANT_ID)) {
      return FieldRules.missing(tenantId);
    }
    return call.has(Text.MODEL) ? null : FieldRules.missing(model);
  }
}
