/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import io.tidemark.model.schema.DerivedMetric;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.SchemaTexts;
import io.tidemark.model.schema.Unit;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Names of metrics for people, in one language. */
final class MetricLabels {

  private static final Map<Language, MetricLabels> LOADED = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      LOADED.put(language, new MetricLabels(SchemaTexts.load(language.id())));
    }
  }

  private static final Map<Unit, String> UNITS = Map.of(Unit.MS, "ms", Unit.SECONDS, "s");

  private final SchemaTexts texts;

  private MetricLabels(SchemaTexts texts) {
    this.texts = texts;
  }

  static MetricLabels of(Language language) {
    return LOADED.get(language);
  }

  /** The label of a metric of a workload, or of the first workload that has it. */
  Optional<String> findLabel(Optional<String> workload, String metric) {
    return listSchemas(workload)
        .filter(schema -> texts.keys().contains(schema.id() + '.' + metric))
        .findFirst()
        .map(schema -> texts.getLabel(schema, metric));
  }

  /** The unit of a metric that is a time; empty for others. */
  Optional<String> findTimeUnit(Optional<String> workload, String metric) {
    return listSchemas(workload)
        .flatMap(schema -> listUnits(schema, metric))
        .findFirst()
        .map(UNITS::get);
  }

  private static Stream<Unit> listUnits(WorkloadSchema schema, String metric) {
    return Stream.concat(
        schema.measures().stream()
            .filter(one -> metric.equals(one.name()) || metric.startsWith(one.name() + '.'))
            .map(Measure::unit),
        schema.derivedMetrics().stream()
            .filter(one -> metric.equals(one.name()))
            .map(DerivedMetric::unit));
  }

  private static Stream<WorkloadSchema> listSchemas(Optional<String> workload) {
    return WorkloadSchemas.listAll().stream()
        .filter(schema -> workload.isEmpty() || schema.id().equals(workload.get()));
  }
}
