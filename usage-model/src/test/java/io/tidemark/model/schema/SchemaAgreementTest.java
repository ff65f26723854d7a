/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.codingagents.AgentField;
import io.tidemark.model.comfyui.ComfyuiField;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.intake.RecordField;
import io.tidemark.model.modelcalls.ModelCallField;
import io.tidemark.model.training.TrainingField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The schemas declare exactly the fields that parsers read and documents hold. */
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

  @Test
  void declaresTheFieldsOfWindowDocuments() {
    assertDocuments(WorkloadSchemas.MODEL_CALLS, IndexFamily.MODEL_CALLS_HOURLY, "status_codes.*");
    assertDocuments(WorkloadSchemas.COMFYUI, IndexFamily.COMFYUI_HOURLY);
    assertDocuments(WorkloadSchemas.TRAINING, IndexFamily.TRAINING_HOURLY);
    assertDocuments(
        WorkloadSchemas.CODING_AGENTS,
        IndexFamily.CODING_AGENTS_HOURLY,
        "active_ms",
        "active_seconds");
  }

  @Test
  void declaresTheDimensionsInTheOrderOfTheWindowKey() {
    assertThat(WorkloadSchemas.MODEL_CALLS.dimensionNames())
        .isEqualTo(DocumentFields.MODEL_CALL_DIMENSIONS);
    assertThat(WorkloadSchemas.COMFYUI.dimensionNames())
        .isEqualTo(DocumentFields.COMFYUI_DIMENSIONS);
    assertThat(WorkloadSchemas.TRAINING.dimensionNames())
        .isEqualTo(DocumentFields.TRAINING_DIMENSIONS);
    assertThat(WorkloadSchemas.CODING_AGENTS.dimensionNames())
        .isEqualTo(DocumentFields.CODING_AGENT_DIMENSIONS);
  }

  @Test
  void declaresTheFieldsOfRecords() {
    assertRecords(WorkloadSchemas.MODEL_CALLS, IndexFamily.MODEL_CALLS_RECORDS);
    assertRecords(WorkloadSchemas.COMFYUI, IndexFamily.COMFYUI_RECORDS);
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

  private static void assertDocuments(
      WorkloadSchema schema, IndexFamily family, String... undeclared) {
    List<String> expected = new ArrayList<>(schema.dimensionNames());
    for (Measure measure : schema.measures()) {
      if (measure.kind() == Measure.Kind.HISTOGRAM) {
        Stream.of("count", "sum", "min", "max", "bins.*", "bin_counts")
            .forEach(part -> expected.add(measure.name() + "." + part));
      } else {
        expected.add(measure.field());
      }
    }
    expected.addAll(schema.idLists());
    expected.addAll(List.of(undeclared));
    assertThat(fieldsBesideMeta(family).keySet()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void assertRecords(WorkloadSchema schema, IndexFamily family) {
    Map<String, FieldType> expected = new HashMap<>(schema.recordDetails());
    schema.dimensionNames().forEach(name -> expected.put(name, FieldType.KEYWORD));
    assertThat(fieldsBesideMeta(family)).isEqualTo(expected);
  }

  private static Map<String, FieldType> fieldsBesideMeta(IndexFamily family) {
    return DocumentFields.of(family).stream()
        .filter(field -> field.role() != Field.Role.META)
        .collect(Collectors.toMap(Field::name, Field::type));
  }
}
