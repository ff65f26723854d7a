/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import io.tidemark.model.parsing.Sender;
import io.tidemark.model.schema.Limits;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a key from the body of a settings document, or from an entry of a file. */
final class KeyDocument {

  /** The kind of such documents. */
  static final String KIND = "ingest-key";

  private static final String ROLE = "ingest";

  private static final Set<String> NOT_REVOKED = Set.of("", "false", "no", "off", "n");

  private KeyDocument() {}

  /**
   * The key; empty if the entry is incomplete, revoked, or has another role.
   *
   * @param id of the setting; null for an entry of a file
   */
  static Optional<IngestKey> readKey(String id, Map<?, ?> body) {
    String digest = readText(body, "sha256");
    String tenant = readText(body, "tenant_id");
    String role = readText(body, "role");
    boolean revoked = isRevoked(body.get("revoked"));
    if (digest == null || tenant == null || revoked || (role != null && !role.equals(ROLE))) {
      return Optional.empty();
    }
    String source = readText(body, "source");
    Sender sender =
        new Sender(
            tenant,
            readText(body, "project_id"),
            readText(body, "user_id"),
            source == null ? readText(body, "name") : source);
    String sha256 = digest.toLowerCase(Locale.ROOT);
    String name = readText(body, "name");
    Source known = id == null ? Source.ofFile(sha256, name) : Source.ofKey(id, name);
    return Optional.of(new IngestKey(sha256, known, sender));
  }

  /** A key is good only where this is absent or clearly false: text may stand for true. */
  private static boolean isRevoked(Object revoked) {
    return revoked != null && !NOT_REVOKED.contains(revoked.toString().toLowerCase(Locale.ROOT));
  }

  private static String readText(Map<?, ?> body, String name) {
    boolean usable =
        body.get(name) instanceof String text
            && !text.isBlank()
            && text.codePointCount(0, text.length()) <= Limits.MAX_TEXT_CHARACTERS;
    return usable ? (String) body.get(name) : null;
  }
}
