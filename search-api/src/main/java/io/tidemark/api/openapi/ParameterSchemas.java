/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.tidemark.api.request.Parameter;
import java.math.BigDecimal;
import java.util.List;

/** Parameters as the API document shows them. */
final class ParameterSchemas {

  private ParameterSchemas() {}

  static QueryParameter describeParameter(Parameter parameter) {
    QueryParameter described = new QueryParameter();
    described.setName(parameter.name());
    described.setDescription(parameter.description());
    described.setRequired(false);
    Schema<?> schema = schema(parameter);
    // In the schema: the page to try requests sends an example that is next to it.
    addExample(schema, parameter);
    described.setSchema(schema);
    if (parameter.kind() == Parameter.Kind.TEXTS) {
      described.setExplode(true);
    }
    return described;
  }

  @SuppressWarnings("unchecked")
  private static void addExample(Schema<?> schema, Parameter parameter) {
    Object example =
        switch (parameter.kind()) {
          case COUNT -> Long.valueOf(parameter.example());
          case TEXTS -> List.of(parameter.example());
          default -> parameter.example();
        };
    ((Schema<Object>) schema).setExamples(List.of(example));
  }

  private static Schema<?> schema(Parameter parameter) {
    return switch (parameter.kind()) {
      case CHOICE -> choice(parameter);
      case CHOICES -> pair(parameter);
      case TEXT -> text(parameter);
      case TEXTS ->
          new ArraySchema()
              .items(parameter.allowed().isEmpty() ? text(parameter) : choice(parameter))
              .maxItems(Parameter.MOST_VALUES);
      case COUNT -> number(parameter);
      case TIME -> new StringSchema().format("date-time");
      case ZONE -> zone(parameter);
    };
  }

  private static Schema<String> zone(Parameter parameter) {
    StringSchema schema = new StringSchema();
    schema.setMinLength(1);
    schema.setMaxLength(Parameter.LONGEST_TEXT);
    setDefault(schema, parameter);
    return schema;
  }

  private static Schema<?> number(Parameter parameter) {
    IntegerSchema schema = new IntegerSchema();
    schema.setFormat("int64");
    schema.setMinimum(BigDecimal.valueOf(parameter.least()));
    schema.setMaximum(BigDecimal.valueOf(parameter.most()));
    if (parameter.defaultValue() != null) {
      schema.setDefault(Long.valueOf(parameter.defaultValue()));
    }
    return schema;
  }

  private static Schema<String> text(Parameter parameter) {
    StringSchema schema = new StringSchema();
    schema.setMinLength(Math.toIntExact(parameter.least()));
    schema.setMaxLength(Math.toIntExact(parameter.most()));
    return schema;
  }

  private static Schema<String> pair(Parameter parameter) {
    String one = "(" + String.join("|", parameter.allowed()) + ")";
    StringSchema schema = new StringSchema();
    schema.setPattern("^" + one + "(," + one + ")?$");
    setDefault(schema, parameter);
    return schema;
  }

  private static void setDefault(Schema<String> schema, Parameter parameter) {
    // Even null would show.
    if (parameter.defaultValue() != null) {
      schema.setDefault(parameter.defaultValue());
    }
  }

  private static Schema<String> choice(Parameter parameter) {
    StringSchema schema = new StringSchema();
    parameter.allowed().forEach(schema::addEnumItem);
    if (parameter.kind() == Parameter.Kind.TEXTS && parameter.least() == 0) {
      schema.addEnumItem("");
    }
    setDefault(schema, parameter);
    return schema;
  }
}
