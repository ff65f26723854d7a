/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * The report of an installation.
 *
 * @param version of the manifest that was installed
 * @param assets one result for each asset, in the order in which they were put
 * @param indices one result for each open index that was older than its template
 */
public record InstallReport(
    int version, Lifecycle lifecycle, List<AssetResult> assets, List<IndexResult> indices) {

  public InstallReport {
    requireNonNull(lifecycle, "lifecycle");
    assets = List.copyOf(assets);
    indices = List.copyOf(indices);
  }

  /** Whether every open index took the mapping of its template. */
  public boolean complete() {
    return indices.stream().allMatch(IndexResult::raised);
  }

  /** One line for each thing found or done. */
  public List<String> lines() {
    return Stream.of(
            Stream.of("lifecycle management: " + lifecycle.label()),
            assets.stream().map(AssetResult::toString),
            indices.stream().map(IndexResult::toString))
        .flatMap(lines -> lines)
        .toList();
  }
}
