/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.DerivedMetric;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.SchemaTexts;
import io.tidemark.model.schema.Unit;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.templates.kibana.DataView.FieldWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data view of a family whose fields a schema declares, with the labels of the schema. */
final class SchemaDataView {

  private static final Map<String, String> PARTS =
      Map.of(
          "count", "observations",
          "sum", "sum",
          "min", "least",
          "max", "greatest",
          "bin_counts", "counts by bin");

  private final WorkloadSchema schema;
  private final Map<String, FieldWords> common;
  private final SchemaTexts texts = SchemaTexts.load("en");

  private SchemaDataView(WorkloadSchema schema, Map<String, FieldWords> common) {
    this.schema = schema;
    this.common = common;
  }

  /**
   * The data view of a family.
   *
   * @param common words of the fields that all families have
   */
  static DataView createView(IndexFamily family, Map<String, FieldWords> common) {
    return new SchemaDataView(family.schema().orElseThrow(), common).createView(family);
  }

  private DataView createView(IndexFamily family) {
    Map<String, FieldWords> words = new LinkedHashMap<>();
    List<String> hidden = new ArrayList<>();
    for (Field field : DocumentFields.of(family)) {
      String name = field.name();
      if (isHidden(name)) {
        hidden.add(name);
      }
      if (!field.isSetOfNames()) {
        words.put(name, common.containsKey(name) ? common.get(name) : describeField(field));
      }
    }
    return new DataView(
        texts.getName(schema) + descriptionOf(family), timeFieldOf(family), hidden, words);
  }

  private static String descriptionOf(IndexFamily family) {
    if (family.holdsRecords()) {
      return " one by one.";
    }
    return family.isDaily() ? " by the day." : " by the hour.";
  }

  private static String timeFieldOf(IndexFamily family) {
    if (family.holdsRecords()) {
      return "event_time";
    }
    return family.isDaily() ? "day" : "hour";
  }

  private boolean isHidden(String name) {
    return name.endsWith(".bins.*")
        || name.endsWith(".bin_counts")
        || name.equals(WorkloadSchema.PRICE_KEY)
        || schema.idLists().contains(name);
  }

  private FieldWords describeField(Field field) {
    String name = field.name();
    int dot = name.lastIndexOf('.');
    if (dot > 0 && PARTS.containsKey(name.substring(dot + 1))) {
      String part = name.substring(dot + 1);
      String label = texts.getLabel(schema, name.substring(0, dot)) + ": " + PARTS.get(part);
      return new FieldWords(label, part.equals("count") ? FieldFormat.COUNT : chooseFormat(field));
    }
    return new FieldWords(findLabel(name), chooseFormat(field));
  }

  private String findLabel(String field) {
    for (DerivedMetric metric : schema.derivedMetrics()) {
      if (metric instanceof DerivedMetric.DistinctIds ids && ids.field().equals(field)) {
        return texts.getLabel(schema, ids.name()) + " (ids)";
      }
      if (metric instanceof DerivedMetric.Seconds seconds) {
        if (seconds.millisField().equals(field)) {
          return texts.getLabel(schema, seconds.name());
        }
        if (seconds.name().equals(field)) {
          return texts.getLabel(schema, field) + " (earlier builds)";
        }
      }
    }
    if (field.equals(WorkloadSchema.PRICE_KEY)) {
      return "Price key";
    }
    return texts.getLabel(schema, findMeasure(field).map(Measure::name).orElse(field));
  }

  private FieldFormat chooseFormat(Field field) {
    if (field.type() == FieldType.INTEGER) {
      return FieldFormat.PLAIN;
    }
    if (field.type() != FieldType.LONG) {
      return null;
    }
    for (DerivedMetric metric : schema.derivedMetrics()) {
      if (metric instanceof DerivedMetric.Seconds seconds) {
        if (seconds.millisField().equals(field.name())) {
          return FieldFormat.MILLISECONDS;
        }
        if (seconds.name().equals(field.name())) {
          return FieldFormat.SECONDS;
        }
      }
    }
    int dot = field.name().lastIndexOf('.');
    String measure = dot > 0 ? field.name().substring(0, dot) : field.name();
    Unit unit = findMeasure(measure).map(Measure::unit).orElse(Unit.COUNT);
    return unit == Unit.MS ? FieldFormat.MILLISECONDS : FieldFormat.COUNT;
  }

  private Optional<Measure> findMeasure(String field) {
    return schema.measures().stream()
        .filter(measure -> measure.field().equals(field) || measure.name().equals(field))
        .findFirst();
  }
}
