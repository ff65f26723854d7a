/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import io.tidemark.api.directory.Labels;
import io.tidemark.api.groups.Group;
import io.tidemark.api.groups.NewestNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the names of groups: those of the directory, or else the newest that senders gave. */
@Component
class GroupNames {

  private final Labels labels;
  private final NewestNames newest;

  GroupNames(Labels labels, NewestNames newest) {
    this.labels = labels;
    this.newest = newest;
  }

  /** The names of the values of one answer. */
  Labels.Names find(DistributionRequest request, List<Group> groups) {
    String tenant = request.selection().scope().tenant();
    Map<String, Map<String, String>> given = new HashMap<>();
    for (int i = 0; i < request.groupBy().size(); i++) {
      String dimension = request.groupBy().get(i);
      if (!isNamedByGroup(request, dimension)) {
        int position = i;
        List<String> values =
            groups.stream()
                .map(group -> group.keys().get(position))
                .filter(Objects::nonNull)
                .filter(value -> labels.find(tenant, dimension, value).isEmpty())
                .distinct()
                .toList();
        given.put(
            dimension, newest.find(request.workload(), request.selection(), dimension, values));
      }
    }
    return (dimension, value) ->
        labels
            .find(tenant, dimension, value)
            .or(
                () ->
                    Optional.ofNullable(value)
                        .map(key -> given.getOrDefault(dimension, Map.of()).get(key)));
  }

  /** Whether the request asks for the names as groups. */
  private static boolean isNamedByGroup(DistributionRequest request, String dimension) {
    return request.workload().labelOf(dimension).filter(request.groupBy()::contains).isPresent();
  }
}
