/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The declaration of one workload: its input fields, dimensions, measures, metrics and record
 * fields, in the order in which documentation shows them.
 */
public final class WorkloadSchema {

  /** The record field that says how a record ended. */
  public static final String OUTCOME = "outcome";

  /** The field of window documents that joins all dimensions that a price may depend on. */
  public static final String PRICE_KEY = "price_key";

  private final String id;
  private final String topic;
  private final List<String> identity;
  private final List<InputField> inputFields;
  private final List<Dimension> dimensions;
  private final List<Measure> measures;
  private final List<Measure> storedMeasures;
  private final List<String> codeCounts;
  private final List<DerivedMetric> derivedMetrics;
  private final List<String> idLists;
  private final List<Field> windowFields;
  private final List<Field> recordFields;
  private final List<String> outcomes;
  private final String defaultGroup;
  private final List<String> priceKey;

  WorkloadSchema(WorkloadSchemaBuilder builder) {
    id = builder.id;
    topic = builder.topic;
    identity = List.copyOf(builder.identity);
    inputFields = List.copyOf(builder.inputFields.values());
    dimensions = List.copyOf(builder.dimensions);
    measures = List.copyOf(builder.measures);
    storedMeasures = List.copyOf(builder.storedMeasures);
    codeCounts = List.copyOf(builder.codeCounts);
    derivedMetrics = List.copyOf(builder.derivedMetrics);
    idLists = List.copyOf(builder.idLists);
    windowFields = List.copyOf(builder.windowFields);
    recordFields = List.copyOf(builder.recordFields);
    outcomes = List.copyOf(builder.outcomes);
    defaultGroup = builder.defaultGroup;
    priceKey = List.copyOf(builder.priceKey);
  }

  /** Starts the declaration of a workload. */
  public static WorkloadSchemaBuilder named(String id) {
    return new WorkloadSchemaBuilder(id);
  }

  /** The name in paths, options and progress documents, for example {@code model-calls}. */
  public String id() {
    return id;
  }

  /** The Kafka topic from which the job reads events by default. */
  public String topic() {
    return topic;
  }

  /** The input fields that together identify an event for deduplication. */
  public List<String> identity() {
    return identity;
  }

  /** The field that distinguishes two records of one tenant: the last part of the identity. */
  public String recordId() {
    return identity.get(identity.size() - 1);
  }

  /** The fields of a native event. */
  public List<InputField> inputFields() {
    return inputFields;
  }

  /**
   * A field of a native event.
   *
   * @throws IllegalArgumentException when the schema declares no such field
   */
  public InputField getInput(String name) {
    return inputFields.stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(id + " has no input field " + name));
  }

  /** The dimensions in the order of the window key; the first is the tenant. */
  public List<Dimension> dimensions() {
    return dimensions;
  }

  /** Names of {@link #dimensions()}. */
  public List<String> dimensionNames() {
    return dimensions.stream().map(Dimension::name).toList();
  }

  /**
   * How many dimensions the window key had in its first version. Later ones follow them, and a key
   * ends with the last that is known.
   */
  public int countFirstDimensions() {
    return (int) dimensions.stream().filter(dimension -> dimension.since() == 1).count();
  }

  /** The dimensions that {@link #PRICE_KEY} joins; empty without it. */
  public List<String> priceKey() {
    return priceKey;
  }

  /** The measures that window documents store; the first counts what the workload is about. */
  public List<Measure> measures() {
    return measures;
  }

  /** Measures of one kind. */
  public List<Measure> measuresOf(Measure.Kind kind) {
    return measures.stream().filter(measure -> measure.kind() == kind).toList();
  }

  /**
   * All values that window documents store, in their order: {@link #measures()}, and the
   * milliseconds of metrics in whole seconds.
   */
  public List<Measure> storedMeasures() {
    return storedMeasures;
  }

  /** Fields of window documents that hold a number of events per code, such as a status code. */
  public List<String> codeCounts() {
    return codeCounts;
  }

  /** The metrics that the search API computes from documents. */
  public List<DerivedMetric> derivedMetrics() {
    return derivedMetrics;
  }

  /** Fields of window documents that list the distinct ids of the window. */
  public List<String> idLists() {
    return idLists;
  }

  /** The fields of window documents other than their state and the dimensions. */
  public List<Field> windowFields() {
    return windowFields;
  }

  /** The fields of records other than their time and the dimensions; empty without records. */
  public List<Field> recordFields() {
    return recordFields;
  }

  /** The values of the record field {@code outcome}; empty without such records. */
  public List<String> outcomes() {
    return outcomes;
  }

  /** The values that a record field may have; empty when any value is allowed. */
  public List<String> listChoices(Field recordField) {
    if (recordField.name().equals(OUTCOME)) {
      return outcomes;
    }
    return inputFields.stream()
        .filter(input -> input.name().equals(recordField.name()))
        .findFirst()
        .map(InputField::choices)
        .orElse(List.of());
  }

  /** The dimension by which answers are split when a request names none. */
  public String defaultGroup() {
    return defaultGroup;
  }

  /** Names of all metrics, those of histograms without their statistics. */
  public List<String> metricNames() {
    List<String> names = new ArrayList<>();
    Stream.concat(
            measures.stream().map(Measure::name), derivedMetrics.stream().map(DerivedMetric::name))
        .forEach(names::add);
    return names;
  }

  @Override
  public String toString() {
    return id;
  }
}
