/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.Field.Search;
import io.tidemark.model.schema.FieldType;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchemas;

/** Writes fields of documents as the properties of an Elasticsearch mapping. */
final class FieldMapping {

  /** Lucene indexes terms of up to 32,766 bytes; a character has up to four. */
  private static final int MAX_INDEXED_CHARACTERS = 8191;

  /** A term of a flattened field holds its key too. */
  private static final int MAX_FLATTENED_CHARACTERS = 4096;

  private static final String BINS = "bins";

  private FieldMapping() {}

  /** Adds the field to {@code mappings}. */
  static void addField(ObjectNode mappings, Field field) {
    if (field.isSetOfNames() && !isBins(field)) {
      addCountsByValue(mappings, field);
      return;
    }
    ObjectNode properties = mappings.withObject("/properties");
    String[] path = field.name().split("\\.", -1);
    for (int i = 0; i < path.length - 1; i++) {
      properties = properties.withObject("/" + path[i] + "/properties");
    }
    String name = isBins(field) ? nameBins(field) : path[path.length - 1];
    properties.set(name, describeField(field));
  }

  private static boolean isBins(Field field) {
    return field.name().endsWith("." + BINS + ".*");
  }

  /** A range of names, which the installer writes out. */
  private static String nameBins(Field field) {
    String histogram = field.name().substring(0, field.name().length() - BINS.length() - 3);
    return WorkloadSchemas.listAll().stream()
        .flatMap(schema -> schema.measuresOf(Measure.Kind.HISTOGRAM).stream())
        .filter(measure -> measure.field().equals(histogram))
        .findFirst()
        .orElseThrow()
        .binLayout()
        .fieldNames();
  }

  /** An object that gets a counter when a document first has its value. */
  private static void addCountsByValue(ObjectNode mappings, Field field) {
    String object = field.name().substring(0, field.name().length() - ".*".length());
    ObjectNode rule = mappings.withArray("/dynamic_templates").addObject().putObject(object);
    rule.put("path_match", field.name()).set("mapping", describeField(field));
    mappings.withObject("/properties").putObject(object).put("type", "object").put("dynamic", true);
  }

  private static ObjectNode describeField(Field field) {
    ObjectNode mapping = JsonNodeFactory.instance.objectNode();
    mapping.put("type", field.type().mappingName());
    if (field.type() == FieldType.FLATTENED) {
      mapping.put("ignore_above", MAX_FLATTENED_CHARACTERS);
    } else if (field.type() == FieldType.IP) {
      mapping.put("ignore_malformed", true);
    } else if (field.search() == Search.SHORT_VALUES) {
      mapping.put("ignore_above", MAX_INDEXED_CHARACTERS);
    } else if (field.search() == Search.NONE) {
      mapping.put("index", false);
      if (field.type() == FieldType.TEXT) {
        mapping.put("norms", false);
      }
    }
    return mapping;
  }
}
