/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import io.tidemark.api.access.Scope;
import io.tidemark.api.directory.Directory;
import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.directory.DirectoryKind;
import io.tidemark.api.directory.DirectoryStore;
import io.tidemark.api.directory.DirectoryStore.Named;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The entries of one kind in the directory that an identity provider keeps. */
final class ScimEntries {

  private final DirectoryKind kind;
  private final DirectoryStore store;
  private final Directory directory;

  ScimEntries(DirectoryKind kind, DirectoryStore store, Directory directory) {
    this.kind = kind;
    this.store = store;
    this.directory = directory;
  }

  List<DirectoryEntry> listEntries(Scope scope) {
    return directory.list(scope.tenant(), kind).stream()
        .filter(entry -> entry.origin().equals(DirectoryEntry.SCIM))
        .toList();
  }

  Named requireEntry(Scope scope, String id) {
    return findNamed(scope, ScimId.toName(id)).orElseThrow(ScimException::notFound);
  }

  /** The entry of a name, as it is stored now. */
  Optional<Named> findNamed(Scope scope, String name) {
    return store
        .find(scope.tenant(), kind, name)
        .filter(known -> known.scim() instanceof ObjectNode);
  }

  /**
   * Requires that an entry can be added.
   *
   * @param taken the error when the id is in use
   */
  void requireFree(Scope scope, String id, String taken) {
    boolean used =
        store
            .find(scope.tenant(), kind, id)
            .filter(known -> known.entry().origin().equals(DirectoryEntry.SCIM))
            .isPresent();
    if (used) {
      throw ScimException.uniqueness(taken);
    }
    if (!store.hasRoom(scope.tenant(), 1)) {
      throw ScimException.invalidValue("The directory is full.");
    }
  }
}
