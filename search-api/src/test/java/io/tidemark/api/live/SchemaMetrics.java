/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.api.workload.Workload;
import io.tidemark.model.schema.DerivedMetric;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schemas of workloads that {@link PlainMetrics} does not describe itself. So a new workload is
 * tested from its first day; its arithmetic is still that of {@link PlainMetrics}.
 */
final class SchemaMetrics {

  private static final Set<String> DESCRIBED =
      Set.of("model-calls", "comfyui", "training", "coding-agents");

  private SchemaMetrics() {}

  private static Stream<WorkloadSchema> listOthers() {
    return Workload.listAll().stream()
        .map(Workload::schema)
        .filter(schema -> !DESCRIBED.contains(schema.id()));
  }

  private static <T extends DerivedMetric> Stream<T> listDerived(Class<T> type) {
    return listOthers()
        .flatMap(schema -> schema.derivedMetrics().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }

  static List<String> counts(Workload workload) {
    return workload.schema().measures().stream()
        .filter(measure -> measure.kind() != Measure.Kind.HISTOGRAM)
        .map(Measure::field)
        .toList();
  }

  static List<String> durations(Workload workload) {
    return workload.schema().measuresOf(Measure.Kind.HISTOGRAM).stream()
        .map(Measure::name)
        .toList();
  }

  static Set<String> withAlwaysKnown(String... described) {
    Stream<String> others =
        listOthers()
            .flatMap(schema -> schema.measures().stream())
            .filter(measure -> !measure.mayBeUnknown())
            .map(Measure::name);
    return Stream.concat(Stream.of(described), others).collect(Collectors.toSet());
  }

  static Map<String, String> withDistinct(Map<String, String> described) {
    Map<String, String> all = new HashMap<>(described);
    listDerived(DerivedMetric.Distinct.class)
        .forEach(metric -> all.putIfAbsent(metric.name(), metric.field()));
    return all;
  }

  static Map<String, List<String>> withRatios(Map<String, List<String>> described) {
    Map<String, List<String>> all = new HashMap<>(described);
    listDerived(DerivedMetric.Ratio.class)
        .forEach(metric -> all.putIfAbsent(metric.name(), List.of(metric.part(), metric.whole())));
    return all;
  }
}
