/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.codingagents.AgentField;
import io.tidemark.model.comfyui.ComfyuiField;
import io.tidemark.model.intake.RecordField;
import io.tidemark.model.modelcalls.ModelCallField;
import io.tidemark.model.training.TrainingField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The schemas declare exactly the fields that parsers read. */
@Tag("fast")
class SchemaAgreementTest {

  @Test
  void declaresTheInputFieldsOfModelCalls() {
    Map<String, List<String>> fields = new HashMap<>();
    for (ModelCallField field : ModelCallField.values()) {
      fields.put(field.fieldName(), field.aliases());
      InputField declared = findInput(WorkloadSchemas.MODEL_CALLS, field.fieldName());
      assertThat(declared.required()).as(field.fieldName()).isEqualTo(field.required());
      assertThat(declared.choices()).as(field.fieldName()).isEqualTo(field.choices());
      assertThat(declared.type().name())
          .as(field.fieldName())
          .isEqualTo(field.type() == ModelCallField.Type.TAGS ? "OBJECT" : field.type().name());
    }
    assertThat(inputs(WorkloadSchemas.MODEL_CALLS)).isEqualTo(fields);
  }

  @Test
  void declaresTheInputFieldsOfOtherWorkloads() {
    assertThat(inputs(WorkloadSchemas.COMFYUI)).isEqualTo(names(ComfyuiField.values()));
    assertThat(inputs(WorkloadSchemas.TRAINING)).isEqualTo(names(TrainingField.values()));
    assertThat(inputs(WorkloadSchemas.CODING_AGENTS)).isEqualTo(names(AgentField.values()));
  }

  private static InputField findInput(WorkloadSchema schema, String name) {
    return schema.inputFields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(schema + " does not declare " + name));
  }

  private static Map<String, List<String>> inputs(WorkloadSchema schema) {
    return schema.inputFields().stream()
        .collect(Collectors.toMap(InputField::name, InputField::aliases));
  }

  private static Map<String, List<String>> names(RecordField... fields) {
    return Arrays.stream(fields)
        .collect(Collectors.toMap(RecordField::fieldName, RecordField::aliases));
  }
}
