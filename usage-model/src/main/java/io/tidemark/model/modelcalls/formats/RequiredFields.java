/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.List;
import java.util.Map;

/**
 * The fields that every call must have, by the names under which its source has them: a reason must
 * name a field that the producer knows.
 */
final class RequiredFields {

  static final RequiredFields NATIVE = new RequiredFields(Map.of());

  private final List<InputField> fields =
      WorkloadSchemas.MODEL_CALLS.inputFields().stream().filter(InputField::required).toList();

  /** The required texts in the order of the schema; null stands for the time. */
  private final CallText[] texts;

  private final String[] sourceNames;

  /**
   * Fields of a source.
   *
   * @param namesInSource by the name that the schema gives to the field, where the source has
   *     another one
   */
  RequiredFields(Map<String, String> namesInSource) {
    texts = new CallText[fields.size()];
    sourceNames = new String[fields.size()];
    for (int i = 0; i < fields.size(); i++) {
      InputField field = fields.get(i);
      texts[i] = field.type() == InputType.TIME ? null : CallText.named(field.name());
      sourceNames[i] = namesInSource.getOrDefault(field.name(), field.name());
    }
  }

  /** The problem of a call without a required field, or null. */
  String findProblem(ModelCall call) {
    for (int i = 0; i < texts.length; i++) {
      boolean known = texts[i] == null ? call.eventTime() != UNKNOWN : call.has(texts[i]);
      if (!known) {
        return FieldRules.missing(sourceNames[i]);
      }
    }
    return null;
  }
}
