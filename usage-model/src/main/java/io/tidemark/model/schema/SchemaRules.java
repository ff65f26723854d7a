/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that a schema is complete and refers to nothing that it does not declare. */
final class SchemaRules {

  private SchemaRules() {}

  static void check(WorkloadSchema schema) {
    List<String> inputs = schema.inputFields().stream().map(InputField::name).toList();
    List<String> dimensions = schema.dimensionNames();
    List<String> measures = schema.measures().stream().map(Measure::name).toList();

    requireDistinct(schema, schema.metricNames(), "metric");
    requireDistinct(schema, dimensions, "dimension");
    requireDistinct(schema, spellings(schema), "spelling of an input field");
    requireDeclared(schema, inputs, schema.identity(), "input field");
    requireDeclared(schema, dimensions, List.of("tenant_id", schema.defaultGroup()), "dimension");
    requireDeclared(schema, dimensions, labels(schema), "dimension");
    requireDeclared(schema, dimensions, schema.priceKey(), "dimension");
    requireLaterDimensionsLast(schema);
    requireDeclared(
        schema, measures, schema.measures().stream().map(Measure::source).toList(), "measure");
    List<String> sources =
        Stream.of(measures, dimensions, schema.idLists()).flatMap(List::stream).toList();
    for (DerivedMetric metric : schema.derivedMetrics()) {
      requireDeclared(schema, sources, metric.sources(), "source of metric " + metric.name());
    }
  }

  private static void requireLaterDimensionsLast(WorkloadSchema schema) {
    int version = 1;
    for (Dimension dimension : schema.dimensions()) {
      if (dimension.since() < version) {
        throw new IllegalStateException(
            "%s must declare the dimension %s before those of later versions"
                .formatted(schema.id(), dimension.name()));
      }
      version = dimension.since();
    }
  }

  private static List<String> spellings(WorkloadSchema schema) {
    return schema.inputFields().stream()
        .flatMap(field -> Stream.concat(Stream.of(field.name()), field.aliases().stream()))
        .toList();
  }

  private static List<String> labels(WorkloadSchema schema) {
    return schema.dimensions().stream().flatMap(d -> d.findLabel().stream()).toList();
  }

  private static void requireDistinct(WorkloadSchema schema, List<String> names, String kind) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalStateException(schema.id() + " declares the " + kind + " twice: " + name);
      }
    }
  }

  private static void requireDeclared(
      WorkloadSchema schema, List<String> declared, List<String> names, String kind) {
    for (String name : names) {
      if (!declared.contains(name)) {
        throw new IllegalStateException(
            schema.id() + " does not declare the " + kind + ": " + name);
      }
    }
  }
}
