/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kind of an entry of the directory. */
public enum DirectoryKind {
  USER("user_id"),
  API_KEY("api_key_id"),
  PROJECT("project_id"),
  DEPARTMENT("department"),
  WORKFLOW("workflow_id"),
  MODEL("model");

  private final String dimension;

  DirectoryKind(String dimension) {
    this.dimension = dimension;
  }

  /** The name in documents and requests. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The dimension whose values entries of this kind name. */
  public String dimension() {
    return dimension;
  }

  /** The kind with this name. */
  public static Optional<DirectoryKind> find(String id) {
    return Stream.of(values()).filter(kind -> kind.id().equals(id)).findAny();
  }

  /** The kind whose entries name values of a dimension. */
  public static Optional<DirectoryKind> ofDimension(String dimension) {
    return Stream.of(values()).filter(kind -> kind.dimension.equals(dimension)).findAny();
  }
}
