/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import io.tidemark.api.distribution.DistributionAnswer.Rest;
import io.tidemark.api.distribution.DistributionAnswer.Share;
import io.tidemark.api.groups.Group;
import io.tidemark.api.search.Coverage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes shares out of all groups. */
final class DistributionReader {

  private DistributionReader() {}

  static DistributionAnswer read(DistributionRequest request, List<Group> all, Coverage coverage) {
    int shown = Math.min(request.limit(), all.size());
    // As a summary has it: of nothing, a count is 0.
    Long total = all.isEmpty() ? (Long) request.metric().ofNothing(false) : sum(all);
    List<Group> rest = all.subList(shown, all.size());
    return new DistributionAnswer(
        coverage,
        request.metric().name(),
        request.groupBy(),
        total,
        all.subList(0, shown).stream().map(group -> share(request, group, total)).toList(),
        rest.isEmpty() ? null : new Rest(rest.size(), sum(rest), part(sum(rest), total)));
  }

  private static Share share(DistributionRequest request, Group group, Long total) {
    Map<String, String> key = new LinkedHashMap<>();
    for (int i = 0; i < request.groupBy().size(); i++) {
      key.put(request.groupBy().get(i), group.keys().get(i));
    }
    return new Share(key, (Long) group.value(), part((Long) group.value(), total));
  }

  private static Long sum(List<Group> groups) {
    Long sum = null;
    for (Group group : groups) {
      if (group.value() != null) {
        sum = (sum == null ? 0 : sum) + group.value().longValue();
      }
    }
    return sum;
  }

  private static Double part(Long value, Long total) {
    return value == null || total == null || total == 0 ? null : (double) value / total;
  }
}
