/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.directory.Labels.Names;
import io.tidemark.api.distribution.DistributionAnswer.Rest;
import io.tidemark.api.distribution.DistributionAnswer.Share;
import io.tidemark.api.groups.Group;
import io.tidemark.api.groups.Ranking;
import io.tidemark.api.search.Coverage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes shares out of all groups. */
final class DistributionReader {

  private DistributionReader() {}

  static DistributionAnswer readAnswer(
      DistributionRequest request,
      Ranking ranking,
      Coverage coverage,
      CostBasis basis,
      Optional<GroupComparison> comparison,
      Names names) {
    // As a summary has it: of nothing, a count is 0.
    Number total = ranking.isEmpty() ? request.metric().ofNothing(false) : ranking.total();
    Number rest = ranking.otherTotal();
    return new DistributionAnswer(
        coverage,
        basis,
        request.metric().name(),
        request.groupBy(),
        total,
        ranking.greatest().stream()
            .map(group -> share(key(request, group), names, group, total, comparison))
            .toList(),
        ranking.hasOthers() ? new Rest(ranking.otherGroups(), rest, part(rest, total)) : null,
        comparison.map(GroupComparison::periods).orElse(null),
        comparison.map(compared -> compared.listGone(request)).orElse(null));
  }

  private static Share share(
      Map<String, String> key,
      Names names,
      Group group,
      Number total,
      Optional<GroupComparison> comparison) {
    return new Share(
        key,
        labels(key, names),
        group.value(),
        part(group.value(), total),
        null,
        comparison.map(compared -> compared.compareGroups(group.keys())).orElse(null));
  }

  private static Map<String, String> labels(Map<String, String> key, Names names) {
    Map<String, String> labels = new LinkedHashMap<>();
    key.forEach(
        (dimension, value) ->
            names.find(dimension, value).ifPresent(label -> labels.put(dimension, label)));
    return labels.isEmpty() ? null : labels;
  }

  static Map<String, String> key(DistributionRequest request, Group group) {
    Map<String, String> key = new LinkedHashMap<>();
    for (int i = 0; i < request.groupBy().size(); i++) {
      key.put(request.groupBy().get(i), group.keys().get(i));
    }
    return key;
  }

  private static Double part(Number value, Number total) {
    return value == null || total == null || total.doubleValue() == 0
        ? null
        : value.doubleValue() / total.doubleValue();
  }
}
