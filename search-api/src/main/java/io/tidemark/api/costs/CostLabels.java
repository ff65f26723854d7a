/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.costs.CostAnswer.CostDistribution;
import io.tidemark.api.costs.CostAnswer.CostShare;
import io.tidemark.api.directory.Directory;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Adds the names of the directory to groups of costs. */
@Component
class CostLabels {

  private final Directory directory;

  CostLabels(Directory directory) {
    this.directory = directory;
  }

  CostDistribution addTo(CostDistribution answer, CostGroup by, String tenant) {
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
    Optional<String> name = directory.findLabel(tenant, dimension, share.key().get(by));
    return name.map(label -> share.withLabels(Map.of(by, label))).orElse(share);
  }

  CostTrendAnswer addTo(CostTrendAnswer answer, Optional<CostGroup> by, String tenant) {
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
        ? series.withLabel(directory.findLabel(tenant, dimension, series.key()).orElse(null))
        : series;
  }
}
