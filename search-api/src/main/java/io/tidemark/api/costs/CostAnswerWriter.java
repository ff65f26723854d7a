/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.costs.CostAnswer.CostDistribution;
import io.tidemark.api.costs.CostAnswer.CostShare;
import io.tidemark.api.directory.Labels;
import io.tidemark.api.export.Export;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gives answers about costs the names of the directory, and writes them as rows where wanted. */
@Component
class CostAnswerWriter {

  private final Labels labels;
  private final Export export;

  CostAnswerWriter(Labels labels, Export export) {
    this.labels = labels;
    this.export = export;
  }

  /** The answer; null when rows were written instead. */
  CostDistribution writeAnswer(
      HttpServletRequest request,
      HttpServletResponse response,
      CostDistribution answer,
      CostGroup by,
      String tenant) {
    CostDistribution named = addTo(answer, by, tenant);
    return export.unlessJson(request, response, named, () -> CostTables.of(named, by));
  }

  /** The answer; null when rows were written instead. */
  CostTrendAnswer writeAnswer(
      HttpServletRequest request,
      HttpServletResponse response,
      CostTrendAnswer answer,
      Optional<CostGroup> by,
      String tenant) {
    CostTrendAnswer named = addTo(answer, by, tenant);
    return export.unlessJson(request, response, named, () -> CostTables.of(named, by));
  }

  private CostDistribution addTo(CostDistribution answer, CostGroup by, String tenant) {
    return by.findNamedDimension()
        .map(
            dimension ->
                answer.withGroups(
                    answer.groups().stream()
                        .map(share -> addTo(share, by.id(), dimension, tenant))
                        .toList()))
        .orElse(answer);
  }

  private CostShare addTo(CostShare share, String by, String dimension, String tenant) {
    Optional<String> name = labels.find(tenant, dimension, share.key().get(by));
    return name.map(label -> share.withLabels(Map.of(by, label))).orElse(share);
  }

  private CostTrendAnswer addTo(CostTrendAnswer answer, Optional<CostGroup> by, String tenant) {
    return by.flatMap(CostGroup::findNamedDimension)
        .map(
            dimension ->
                answer.withSeries(
                    answer.series().stream()
                        .map(series -> addTo(series, dimension, tenant))
                        .toList()))
        .orElse(answer);
  }

  /** Keys of fixed costs and pools are names already. */
  private CostTrendAnswer.Series addTo(
      CostTrendAnswer.Series series, String dimension, String tenant) {
    return series.kind() == CostTrendAnswer.Kind.group
        ? series.withLabel(labels.find(tenant, dimension, series.key()).orElse(null))
        : series;
  }
}
