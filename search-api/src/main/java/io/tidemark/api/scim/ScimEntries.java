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
import io.tidemark.api.directory.DirectoryStore.StoredEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The entries of one kind in the directory that an identity provider keeps. */
final class ScimEntries {

  /** Identity providers add members of a group in requests at the same time. */
  static final int MOST_TRIES = 50;

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
    return findStored(scope, name).map(StoredEntry::named);
  }

  private Optional<StoredEntry> findStored(Scope scope, String name) {
    return store
        .findStored(scope.tenant(), kind, name)
        .filter(known -> known.named().scim() instanceof ObjectNode);
  }

  /**
   * Changes an entry.
   *
   * @param change makes the answer from the entry as it is stored; empty when another writer was
   *     faster, so that it is repeated
   */
  ObjectNode changeEntry(
      Scope scope, String id, Function<StoredEntry, Optional<ObjectNode>> change) {
    String name = ScimId.toName(id);
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<ObjectNode> answer =
          change.apply(findStored(scope, name).orElseThrow(ScimException::notFound));
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw ScimException.busy();
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
