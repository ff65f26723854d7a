/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingKind;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The key behind the ids of erased people. No route reads or changes it. */
@Component
class PersonKeyKind implements SettingKind<String> {

  static final String KEY = "key";

  @Override
  public String id() {
    return "person-key";
  }

  @Override
  public String plural() {
    return "person-keys";
  }

  @Override
  public boolean mayRead(Scope scope) {
    return false;
  }

  @Override
  public boolean mayStandInFiles() {
    return false;
  }

  @Override
  public Set<Role> writers() {
    return Set.of();
  }

  @Override
  public Set<Role> sharedWriters() {
    return Set.of(Role.OPERATOR);
  }

  @Override
  public Set<String> secretMembers() {
    return Set.of(KEY);
  }

  @Override
  public String parse(String id, JsonNode body) {
    return new BodyMembers("", body).allow(KEY).requireText(KEY, 128);
  }
}
