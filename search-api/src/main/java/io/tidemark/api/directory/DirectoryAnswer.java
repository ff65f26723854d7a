/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** Answers about the directory. */
final class DirectoryAnswer {

  private DirectoryAnswer() {}

  /**
   * The outcomes of the lines.
   *
   * @param accepted lines that the directory agrees with now
   * @param unchanged of these, lines that it agreed with before
   * @param rejected lines that are not accepted
   * @param errors the first 100 rejected lines
   */
  record Imported(int accepted, int unchanged, int rejected, List<LineError> errors) {}

  /**
   * A rejected line.
   *
   * @param line its number, from 1
   * @param entry which member is not accepted; empty for the whole line
   * @param reason why it is not accepted
   */
  record LineError(int line, String entry, String reason) {}

  /**
   * One entry.
   *
   * @param kind {@code user}, {@code api_key}, {@code project}, {@code department}, {@code
   *     workflow} or {@code model}
   * @param name for people to read
   * @param department to which it belongs
   * @param manager who may see the usage of this user
   * @param owner to whom the workflow belongs
   * @param validFrom since when it exists
   * @param validTo until when it existed
   * @param origin {@code api}, or {@code scim} for entries of an identity provider
   */
  record EntryDetail(
      String kind,
      String id,
      @Schema(nullable = true) String name,
      @Schema(nullable = true) String department,
      @Schema(nullable = true) String manager,
      @Schema(nullable = true) String owner,
      @Schema(nullable = true) Instant validFrom,
      @Schema(nullable = true) Instant validTo,
      String origin) {

    static EntryDetail of(DirectoryEntry entry) {
      return new EntryDetail(
          entry.kind().id(),
          entry.id(),
          entry.name(),
          entry.department(),
          entry.manager(),
          entry.owner(),
          entry.validFrom(),
          entry.validTo(),
          entry.origin());
    }
  }

  /**
   * Entries by kind and id.
   *
   * @param total entries that the parameters select
   * @param next value of {@code after} for the next page; null on the last one
   */
  record EntryList(List<EntryDetail> entries, long total, @Schema(nullable = true) String next) {}
}
