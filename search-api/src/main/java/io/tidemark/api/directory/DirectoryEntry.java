/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import static java.util.Objects.requireNonNull;

import io.tidemark.model.schema.Limits;
import java.time.Instant;

/**
 * One name in the directory of a tenant. All but kind and id may be null.
 *
 * @param id as events have it
 * @param name for people to read
 * @param department to which the person, project or key belongs
 * @param manager id of the user who may see the usage of this user
 * @param owner id of the user to whom a workflow, project or key belongs
 * @param validFrom since when it exists
 * @param validTo until when it existed; its name stays known
 * @param origin {@code api}, or {@code scim} for entries of an identity provider
 */
public record DirectoryEntry(
    DirectoryKind kind,
    String id,
    String name,
    String department,
    String manager,
    String owner,
    Instant validFrom,
    Instant validTo,
    String origin) {

  /** Entries that are written here. */
  public static final String API = "api";

  /** Entries that an identity provider keeps. */
  public static final String SCIM = "scim";

  /** Longest id, as in events, and longest name. */
  public static final int LONGEST = Limits.MAX_TEXT_CHARACTERS;

  public DirectoryEntry {
    requireNonNull(kind, "kind");
    requireNonNull(id, "id");
    requireNonNull(origin, "origin");
  }

  /** The entry of an erased person: what counts the usage of departments stays. */
  DirectoryEntry erased(String pseudonym) {
    return new DirectoryEntry(
        kind, pseudonym, null, department, manager, owner, validFrom, validTo, API);
  }

  /** The entry of something that exists no longer; nothing but its name is kept up. */
  public DirectoryEntry ended(Instant time) {
    Instant end = validTo == null ? time : validTo;
    return new DirectoryEntry(kind, id, name, department, manager, owner, validFrom, end, API);
  }

  /** The entry in another department; null for none. */
  public DirectoryEntry inDepartment(String other) {
    return new DirectoryEntry(kind, id, name, other, manager, owner, validFrom, validTo, origin);
  }
}
