/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.templates.AssetResult.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Open indices whose mapping is older than their template. A template speaks only to indices that
 * are made after it, so today's index would refuse a new field until midnight.
 */
final class OpenIndices {

  private final Cluster cluster;
  private final Manifest manifest;

  OpenIndices(Cluster cluster, Manifest manifest) {
    this.cluster = cluster;
    this.manifest = manifest;
  }

  /** Gives the indices of each template in {@code installed} its mapping, if theirs is older. */
  List<IndexResult> raiseMappings(List<AssetResult> installed) {
    Set<String> newer =
        installed.stream()
            .filter(result -> result.change() == Change.LEFT_NEWER)
            .map(AssetResult::name)
            .collect(Collectors.toSet());
    return manifest.indexTemplates().stream()
        .filter(template -> !newer.contains(template.name()))
        .flatMap(template -> raiseMappings(template).stream())
        .toList();
  }

  private List<IndexResult> raiseMappings(Asset template) {
    List<String> older = listOlder(String.join(",", listPatterns(template)));
    if (older.isEmpty()) {
      return List.of();
    }
    JsonNode mapping =
        cluster
            .postJson("/_index_template/_simulate/" + template.name())
            .required("template")
            .required("mappings");
    return older.stream().map(index -> raiseMappings(index, mapping)).toList();
  }

  private IndexResult raiseMappings(String index, JsonNode mapping) {
    ClusterAnswer answer = cluster.sendRequest("PUT", "/" + index + "/_mapping", mapping);
    return new IndexResult(index, answer.isOk() ? "" : answer.status() + ", " + answer.reason());
  }

  private List<String> listOlder(String pattern) {
    JsonNode open = cluster.getJson("/_resolve/index/" + pattern + "?expand_wildcards=open");
    // Only the version: with its histogram bins the mapping of a month of indices is megabytes.
    JsonNode mappings =
        cluster.getJson("/" + pattern + "/_mapping?filter_path=*.mappings._meta.version");
    List<String> older = new ArrayList<>();
    for (JsonNode index : open.path("indices")) {
      String name = index.required("name").textValue();
      if (mappings.path(name).at("/mappings/_meta/version").asInt() < manifest.version()) {
        older.add(name);
      }
    }
    return older;
  }

  private static List<String> listPatterns(Asset template) {
    List<String> patterns = new ArrayList<>();
    template.body().required("index_patterns").forEach(node -> patterns.add(node.textValue()));
    return patterns;
  }
}
