/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

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
    // Without a body, the entry would be that of a deletion.
    boolean readable = !current.body().isMissingNode();
    if (readable && !repository.isLogged(current.address(), current.revision())) {
      appendChange(kind, findBodyBefore(current), current);
    }
  }

  private JsonNode findBodyBefore(Setting current) {
    try {
      return repository
          .findChange(current.address(), current.revision() - 1)
          .map(SettingChange::after)
          .orElse(null);
    } catch (ProblemException e) {
      if (!e.kind().equals(ProblemException.TOO_LARGE)) {
        throw e;
      }
      return MissingNode.getInstance();
    }
  }

  /** Adds the entry of a revision, without secrets; {@code before} may be null or missing. */
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
