/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import tools.jackson.databind.JsonNode;

/**
 * The log of changes. It gets the entry of a revision after the revision is stored; should the
 * instance fail in between, the next writer or reader of the log adds the entry, before the
 * revision is replaced.
 */
final class ChangeLog {

  private final SettingRepository repository;

  ChangeLog(SettingRepository repository) {
    this.repository = repository;
  }

  /** Adds the entry of the current revision, if it is missing. */
  void ensureLogged(SettingKind<?> kind, Setting current) {
    if (!repository.isLogged(current.address(), current.revision())) {
      JsonNode before =
          repository
              .findChange(current.address(), current.revision() - 1)
              .map(SettingChange::after)
              .orElse(null);
      appendChange(kind, before, current);
    }
  }

  /** Adds the entry of a revision, without secrets; {@code before} may be null. */
  void appendChange(SettingKind<?> kind, JsonNode before, Setting after) {
    Setting shown =
        new Setting(
            after.address(),
            after.revision(),
            SecretMembers.redactBody(after.body(), kind.secretMembers()),
            after.changedBy(),
            after.changedAt(),
            after.deleted(),
            after.origin());
    repository.appendChange(
        SettingChange.between(SecretMembers.redactBody(before, kind.secretMembers()), shown));
  }
}
