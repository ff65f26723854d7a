/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.swagger.v3.oas.models.media.Schema;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Single records in the API document, from the same catalogue of fields as their index. */
@Configuration(proxyBeanMethods = false)
class RecordSchemas {

  private static final String SCHEMAS = "#/components/schemas/";

  static final String CALL = SCHEMAS + "ModelCallRecord";
  static final String RUN = SCHEMAS + "ComfyuiRecord";

  @Bean
  GlobalOpenApiCustomizer singleRecords() {
    return document -> {
      document.getComponents().addSchemas(name(CALL), schema(RecordKind.MODEL_CALLS));
      document.getComponents().addSchemas(name(RUN), schema(RecordKind.COMFYUI));
    };
  }

  private static String name(String reference) {
    return reference.substring(SCHEMAS.length());
  }

  private static Schema<?> schema(RecordKind kind) {
    Schema<Object> schema = new Schema<>();
    schema.addType("object");
    schema.setDescription("One record; null where nothing was reported.");
    schema.setRequired(kind.columns());
    for (Field field : DocumentFields.of(kind.family())) {
      if (kind.columns().contains(field.name())) {
        schema.addProperty(field.name(), schema(field.type()));
      }
    }
    return schema;
  }

  private static Schema<?> schema(FieldType type) {
    Schema<Object> schema = new Schema<>();
    schema.addType(
        switch (type) {
          case KEYWORD, TEXT, IP, DATE -> "string";
          case LONG, INTEGER -> "integer";
          case DOUBLE -> "number";
          case BOOLEAN -> "boolean";
          case FLATTENED -> "object";
        });
    schema.addType("null");
    if (type == FieldType.DATE) {
      schema.setFormat("date-time");
    }
    return schema;
  }
}
