/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A kind for tests: a text with a number, and a secret. Everyone reads notes. */
public final class NoteKind implements SettingKind<NoteKind.Note> {

  /** The value of a body. */
  public record Note(String text, long number) {}

  @Override
  public String id() {
    return "note";
  }

  @Override
  public String plural() {
    return "notes";
  }

  @Override
  public boolean mayRead(Scope scope) {
    return true;
  }

  @Override
  public Set<Role> sharedWriters() {
    return Set.of(Role.OPERATOR);
  }

  @Override
  public Set<String> secretMembers() {
    return Set.of("secret");
  }

  @Override
  public int mostPerTenant() {
    return 3;
  }

  @Override
  public int mostBytes() {
    return 4_000;
  }

  @Override
  public Note parse(String id, JsonNode body) {
    if (body.has("fault")) {
      throw new IllegalStateException("This kind has a fault.");
    }
    BodyMembers members = new BodyMembers("", body).allow("text", "number", "secret", "nested");
    if (body.has("number") && !body.get("number").isIntegralNumber()) {
      throw new SettingFault("number", "This must be a whole number.");
    }
    return new Note(members.requireText("text", 100), body.path("number").asLong());
  }
}
