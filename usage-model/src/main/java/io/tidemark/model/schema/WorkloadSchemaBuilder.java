/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import io.tidemark.model.schema.Field.Search;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the entries of a {@link WorkloadSchema}. An entry whose value the native event reports
 * is an input field too.
 */
public final class WorkloadSchemaBuilder {

  final String id;
  final Map<String, InputField> inputFields = new LinkedHashMap<>();
  final List<Dimension> dimensions = new ArrayList<>();
  final List<Measure> measures = new ArrayList<>();
  final List<Measure> storedMeasures = new ArrayList<>();
  final List<String> codeCounts = new ArrayList<>();
  final List<DerivedMetric> derivedMetrics = new ArrayList<>();
  final List<String> idLists = new ArrayList<>();
  final List<Field> windowFields = new ArrayList<>();
  final List<Field> recordFields = new ArrayList<>();
  List<String> identity = List.of();
  List<String> outcomes = List.of();
  List<String> priceKey = List.of();
  private final Set<String> searchedInRecords = new HashSet<>();
  String topic;
  String defaultGroup;

  WorkloadSchemaBuilder(String id) {
    this.id = id;
    topic = "usage." + id;
  }

  /** The Kafka topic, where it is not {@code usage.} and the name. */
  public WorkloadSchemaBuilder topic(String name) {
    topic = name;
    return this;
  }

  /** The input fields that together identify an event. */
  public WorkloadSchemaBuilder identity(String... fields) {
    identity = List.of(fields);
    return this;
  }

  /** The input field with the time of the event, always required. */
  public WorkloadSchemaBuilder eventTime(String name, Option... options) {
    EntryOptions values = EntryOptions.createFor(name, options);
    values.required = true;
    return addInput(values, InputType.TIME);
  }

  /** An input field that is neither a dimension nor a measure. */
  public WorkloadSchemaBuilder input(String name, InputType type, Option... options) {
    return addInput(EntryOptions.createFor(name, options), type);
  }

  /** A dimension that the event reports, unless it is {@link Option#COMPUTED}. */
  public WorkloadSchemaBuilder dimension(String name, Option... options) {
    EntryOptions values = EntryOptions.createFor(name, options);
    dimensions.add(Dimension.fromOptions(values));
    return values.computed ? this : addInput(values, InputType.IDENTIFIER);
  }

  /** The number of events with a property; the job computes it. */
  public WorkloadSchemaBuilder count(String name, Option... options) {
    addMeasure(EntryOptions.createFor(name, options), Measure.Kind.COUNT);
    return this;
  }

  /** A field of window documents with the number of events for each value of a small set. */
  public WorkloadSchemaBuilder countsByValue(String field) {
    codeCounts.add(field);
    windowFields.add(Field.count(field + ".*"));
    return this;
  }

  /** The sum of a number that the event reports, unless it is {@link Option#COMPUTED}. */
  public WorkloadSchemaBuilder sum(String name, Option... options) {
    return addMeasure(name, Measure.Kind.SUM, options);
  }

  /** The distribution of a duration that the event reports, unless it is computed. */
  public WorkloadSchemaBuilder histogram(String name, Option... options) {
    return addMeasure(name, Measure.Kind.HISTOGRAM, options);
  }

  /** A measure divided by another one; unknown where a measure is. */
  public WorkloadSchemaBuilder ratio(String name, String part, String whole, Option... options) {
    boolean mayBeUnknown = EntryOptions.createFor(name, options).mayBeUnknown;
    derivedMetrics.add(new DerivedMetric.Ratio(name, part, whole, mayBeUnknown));
    return this;
  }

  /** The number of distinct values of a dimension. */
  public WorkloadSchemaBuilder distinct(String name, String dimension) {
    derivedMetrics.add(new DerivedMetric.Distinct(name, dimension));
    return this;
  }

  /** The number of distinct ids that documents list in {@code field}. */
  public WorkloadSchemaBuilder distinctIds(String name, String field) {
    derivedMetrics.add(new DerivedMetric.DistinctIds(name, field));
    idLists.add(field);
    windowFields.add(Field.detail(field, FieldType.KEYWORD).searched(Search.NONE));
    return this;
  }

  /** The number of days with usage. */
  public WorkloadSchemaBuilder activeDays(String name) {
    derivedMetrics.add(new DerivedMetric.ActiveDays(name));
    return this;
  }

  /** A time in whole seconds that documents store in milliseconds. */
  public WorkloadSchemaBuilder seconds(String name, String millisField) {
    derivedMetrics.add(new DerivedMetric.Seconds(name, millisField));
    windowFields.add(Field.count(name));
    windowFields.add(Field.count(millisField));
    storedMeasures.add(
        Measure.fromOptions(
            EntryOptions.createFor(millisField, Option.unit(Unit.MS), Option.MAY_BE_UNKNOWN),
            Measure.Kind.SUM));
    return this;
  }

  /** Window documents have a field that joins these dimensions, for prices. */
  public WorkloadSchemaBuilder priceKey(String... dimensionNames) {
    priceKey = List.of(dimensionNames);
    windowFields.add(Field.detail(WorkloadSchema.PRICE_KEY, FieldType.KEYWORD));
    return this;
  }

  /** The sum of a histogram as a metric of its own. */
  public WorkloadSchemaBuilder total(String name, String histogram) {
    derivedMetrics.add(new DerivedMetric.Total(name, histogram));
    return this;
  }

  /** All values of the field {@code outcome} of records. */
  public WorkloadSchemaBuilder outcomes(String... values) {
    outcomes = List.of(values);
    return this;
  }

  /** Fields of records other than dimensions and measures. */
  public WorkloadSchemaBuilder record(Field... fields) {
    for (Field field : fields) {
      InputField input = inputFields.get(field.name());
      boolean freeText =
          field.type() == FieldType.KEYWORD && input != null && input.type() == InputType.TEXT;
      recordFields.add(freeText ? field.searched(Search.SHORT_VALUES) : field);
    }
    return this;
  }

  /** Records have the sums and durations that are declared so far, each with its own value. */
  public WorkloadSchemaBuilder recordMeasures() {
    for (Measure measure : measures) {
      if (measure.kind() != Measure.Kind.COUNT && !measure.hasOtherSource()) {
        boolean searched =
            measure.kind() == Measure.Kind.HISTOGRAM || searchedInRecords.contains(measure.name());
        Field field = Field.count(measure.name());
        recordFields.add(searched ? field.searched(Search.EVERY_VALUE) : field);
      }
    }
    return this;
  }

  /** The dimension by which answers are split when a request names none. */
  public WorkloadSchemaBuilder groupedBy(String dimension) {
    defaultGroup = dimension;
    return this;
  }

  /**
   * The finished schema.
   *
   * @throws IllegalStateException when an entry refers to one that is not declared
   */
  public WorkloadSchema build() {
    WorkloadSchema schema = new WorkloadSchema(this);
    SchemaRules.check(schema);
    return schema;
  }

  private WorkloadSchemaBuilder addMeasure(String name, Measure.Kind kind, Option... options) {
    EntryOptions values = EntryOptions.createFor(name, options);
    addMeasure(values, kind);
    if (values.searchedInRecords) {
      searchedInRecords.add(name);
    }
    boolean reported = !values.computed && values.source == null;
    return reported ? addInput(values, InputType.COUNT) : this;
  }

  private void addMeasure(EntryOptions values, Measure.Kind kind) {
    Measure measure = Measure.fromOptions(values, kind);
    measures.add(measure);
    storedMeasures.add(measure);
    windowFields.addAll(measure.documentFields());
  }

  private WorkloadSchemaBuilder addInput(EntryOptions values, InputType type) {
    inputFields.put(values.name, InputField.fromOptions(values, type));
    return this;
  }
}
