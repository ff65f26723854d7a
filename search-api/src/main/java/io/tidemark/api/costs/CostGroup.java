/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.departments.OwnerFields;
import io.tidemark.api.directory.DirectoryKind;
import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A property by which an account over all workloads can be split. */
enum CostGroup {
  WORKLOAD(""),
  PROJECT("project_id"),
  USER("user_id"),
  KEY("api_key_id"),
  MODEL("model"),
  PROVIDER("provider"),
  TOKEN_CLASS(""),
  /** Groups by rules, not by a dimension. */
  DEPARTMENT("");

  private final String field;

  CostGroup(String field) {
    this.field = field;
  }

  /** The name in requests and answers. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field that a workload is grouped by; empty when it has none. */
  Optional<String> fieldOf(Workload workload) {
    return fieldOf(workload, field);
  }

  /** The dimension whose values the directory may name; empty for groups without one. */
  Optional<String> findNamedDimension() {
    return this == DEPARTMENT
        ? Optional.of(id())
        : Optional.of(field).filter(name -> DirectoryKind.ofDimension(name).isPresent());
  }

  /** Whether the groups are values of a dimension. */
  boolean isDimension() {
    return !field.isEmpty();
  }

  static List<String> ids() {
    return Stream.of(values()).map(CostGroup::id).toList();
  }

  static CostGroup of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** The dimension of a workload that a common name means. */
  static Optional<String> fieldOf(Workload workload, String name) {
    return OwnerFields.find(workload, name);
  }
}
