/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.schema;

import io.tidemark.api.cost.CostMetrics;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.Keep;
import io.tidemark.model.modelcalls.DimensionTags;
import io.tidemark.model.schema.DerivedMetric;
import io.tidemark.model.schema.Dimension;
import io.tidemark.model.schema.DurationStatistic;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.SchemaTexts;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the schemas of the workloads with the texts of one language. */
final class SchemaReader {

  private final SchemaTexts texts;
  private final DimensionTags tags;

  private SchemaReader(SchemaTexts texts, DimensionTags tags) {
    this.texts = texts;
    this.tags = tags;
  }

  static SchemaAnswer readAll(String language, Keep keep, DimensionTags tags, LogLink logLink) {
    SchemaReader reader = new SchemaReader(SchemaTexts.load(language), tags);
    return new SchemaAnswer(
        language,
        new SchemaAnswer.Retention(keep.hours(), keep.days(), keep.records(), keep.deadLetters()),
        logLink.findTemplate().orElse(null),
        WorkloadSchemas.listAll().stream().map(reader::readWorkload).toList());
  }

  private SchemaAnswer.Workload readWorkload(WorkloadSchema schema) {
    List<SchemaAnswer.Metric> metrics = new ArrayList<>();
    schema.measures().forEach(measure -> metrics.addAll(readMeasure(schema, measure)));
    schema.derivedMetrics().forEach(metric -> metrics.add(readDerived(schema, metric)));
    return new SchemaAnswer.Workload(
        schema.id(),
        texts.getName(schema),
        schema.topic(),
        schema.defaultGroup(),
        metrics,
        CostMetrics.listMetrics(Workload.fromSchema(schema)).stream()
            .map(metric -> new SchemaAnswer.CostMetric(metric.name(), metric.addsUp()))
            .toList(),
        schema.dimensions().stream()
            .filter(dimension -> dimension.filter() || dimension.group())
            .filter(dimension -> !tags.lacksName(dimension.name()))
            .map(dimension -> readDimension(schema, dimension))
            .toList(),
        schema.recordFields().stream().map(field -> readField(schema, field)).toList(),
        schema.recordFields().isEmpty() ? null : schema.recordId());
  }

  private List<SchemaAnswer.Metric> readMeasure(WorkloadSchema schema, Measure measure) {
    String unit = measure.unit().id();
    if (measure.kind() != Measure.Kind.HISTOGRAM) {
      return List.of(create(schema, measure.name(), unit, true, measure.mayBeUnknown(), null));
    }
    return Stream.of(DurationStatistic.values())
        .map(statistic -> statistic.metricOf(measure.name()))
        .map(name -> create(schema, name, unit, false, true, null))
        .toList();
  }

  private SchemaAnswer.Metric readDerived(WorkloadSchema schema, DerivedMetric metric) {
    return create(
        schema,
        metric.name(),
        metric.unit().id(),
        metric.addsUp(),
        metric.mayBeUnknown(),
        findCounted(metric));
  }

  /** The field whose distinct values a metric counts; null for other metrics. */
  private static String findCounted(DerivedMetric metric) {
    if (metric instanceof DerivedMetric.Distinct distinct) {
      return distinct.field();
    }
    return metric instanceof DerivedMetric.DistinctIds distinct ? distinct.field() : null;
  }

  private SchemaAnswer.Metric create(
      WorkloadSchema schema,
      String name,
      String unit,
      boolean addsUp,
      boolean mayBeUnknown,
      String distinctOf) {
    return new SchemaAnswer.Metric(
        name,
        unit,
        addsUp,
        mayBeUnknown,
        distinctOf,
        texts.getLabel(schema, name),
        texts.getHelp(schema, name));
  }

  private SchemaAnswer.Dimension readDimension(WorkloadSchema schema, Dimension dimension) {
    String name = dimension.name();
    return new SchemaAnswer.Dimension(
        name,
        tags.findName(name).orElseGet(() -> texts.getLabel(schema, name)),
        dimension.filter(),
        dimension.group(),
        dimension.findLabel().orElse(null),
        readChoices(schema, name, dimension.choices()));
  }

  private SchemaAnswer.RecordField readField(WorkloadSchema schema, Field field) {
    String name = field.name();
    return new SchemaAnswer.RecordField(
        name,
        texts.getLabel(schema, name),
        nameType(field.type()),
        findUnit(schema, name),
        readChoices(schema, name, schema.listChoices(field)));
  }

  private static String nameType(FieldType type) {
    return switch (type) {
      case KEYWORD, TEXT, IP -> "text";
      case DATE -> "time";
      case LONG, INTEGER, DOUBLE -> "number";
      case BOOLEAN -> "boolean";
      case FLATTENED -> "object";
    };
  }

  /** The unit of the measure that a record adds to; null for other fields. */
  private static String findUnit(WorkloadSchema schema, String name) {
    return schema.measures().stream()
        .filter(measure -> measure.name().equals(name))
        .map(measure -> measure.unit().id())
        .findFirst()
        .orElse(null);
  }

  private List<SchemaAnswer.Choice> readChoices(
      WorkloadSchema schema, String name, List<String> values) {
    return values.stream().map(value -> readChoice(schema, name, value)).toList();
  }

  private SchemaAnswer.Choice readChoice(WorkloadSchema schema, String dimension, String value) {
    return new SchemaAnswer.Choice(
        value, texts.findValueLabel(schema, dimension, value).orElse(value));
  }
}
