/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.templates.kibana.SavedObject.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The indices of one family as Kibana reads them, with words for their fields.
 *
 * @param says what the family holds
 * @param timeField what the period of a dashboard filters by
 * @param hidden fields that Discover leaves out: histogram bins and the like
 * @param fields words and formats, by field name
 */
record DataView(
    String says, String timeField, List<String> hidden, Map<String, FieldWords> fields) {

  private static final String PREFIX = "tidemark-";

  /**
   * How a field is shown.
   *
   * @param format null for Kibana's own choice
   */
  record FieldWords(String label, FieldFormat format) {}

  /** The same view with words for its fields that all families have, which come first. */
  DataView withWords(Map<String, FieldWords> common) {
    Map<String, FieldWords> all = new LinkedHashMap<>();
    fields.forEach((name, words) -> all.put(name, words == null ? common.get(name) : words));
    return new DataView(says, timeField, hidden, all);
  }

  /** The id of a family's data view, for example {@code tidemark-model-calls-hourly}. */
  static String createId(String family) {
    return PREFIX + family;
  }

  static String indexPattern(String family) {
    return PREFIX + family + "-*";
  }

  static Reference createReference(String family, String name) {
    return new Reference(SavedObjectType.DATA_VIEW, createId(family), name);
  }

  /** The label of a column over {@code field}. */
  String findLabel(String field) {
    return fields.get(field).label();
  }

  SavedObject toSavedObject(String family) {
    ObjectNode attributes = KibanaSources.JSON.createObjectNode();
    attributes.put("title", indexPattern(family)).put("timeFieldName", timeField);
    // Kibana reads the fields themselves from the mapping.
    attributes.put("fields", "[]").put("typeMeta", "{}").put("runtimeFieldMap", "{}");
    attributes.put("sourceFilters", sourceFilters().toString());
    attributes.put("fieldAttrs", createLabels().toString());
    attributes.put("fieldFormatMap", createFormats().toString());
    return new SavedObject(SavedObjectType.DATA_VIEW, createId(family), attributes, List.of());
  }

  private ArrayNode sourceFilters() {
    ArrayNode filters = KibanaSources.JSON.createArrayNode();
    hidden.forEach(field -> filters.addObject().put("value", field));
    return filters;
  }

  private ObjectNode createLabels() {
    ObjectNode labels = KibanaSources.JSON.createObjectNode();
    fields.forEach((name, words) -> labels.putObject(name).put("customLabel", words.label()));
    return labels;
  }

  private ObjectNode createFormats() {
    ObjectNode formats = KibanaSources.JSON.createObjectNode();
    fields.forEach(
        (name, words) -> {
          if (words.format() != null) {
            formats.set(name, words.format().toJson());
          }
        });
    return formats;
  }
}
