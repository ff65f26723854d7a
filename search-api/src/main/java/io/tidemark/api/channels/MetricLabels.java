/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.model.schema.SchemaTexts;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of metrics for people, in one language. */
final class MetricLabels {

  private static final Map<Language, MetricLabels> LOADED = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      LOADED.put(language, new MetricLabels(SchemaTexts.load(language.id())));
    }
  }

  private final SchemaTexts texts;

  private MetricLabels(SchemaTexts texts) {
    this.texts = texts;
  }

  static MetricLabels of(Language language) {
    return LOADED.get(language);
  }

  /** The label of a metric of a workload, or of the first workload that has it. */
  Optional<String> findLabel(Optional<String> workload, String metric) {
    List<WorkloadSchema> all = WorkloadSchemas.listAll();
    return all.stream()
        .filter(schema -> workload.isEmpty() || schema.id().equals(workload.get()))
        .filter(schema -> hasMetric(schema, metric))
        .findFirst()
        .map(schema -> texts.getLabel(schema, metric));
  }

  private static boolean hasMetric(WorkloadSchema schema, String metric) {
    return schema.measures().stream().anyMatch(measure -> measure.name().equals(metric))
        || schema.derivedMetrics().stream().anyMatch(derived -> derived.name().equals(metric));
  }
}
