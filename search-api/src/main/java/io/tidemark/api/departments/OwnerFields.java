/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The dimensions of workloads by the names that rules and accounts of all workloads use. */
public final class OwnerFields {

  /** Fields that workloads name in their own way. */
  private static final Map<String, List<String>> OTHER_NAMES =
      Map.of("model", List.of("base_model"));

  private OwnerFields() {}

  /** The dimension of a workload that a common name means. */
  public static Optional<String> find(Workload workload, String name) {
    return Stream.concat(Stream.of(name), OTHER_NAMES.getOrDefault(name, List.of()).stream())
        .filter(workload.dimensions()::contains)
        .findFirst();
  }
}
