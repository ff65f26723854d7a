/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ViewRights;
import io.tidemark.api.directory.Directory;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Managers see the usage of those who report to them, directly or not. */
@Component
class ManagedPeople implements ViewRights {

  private final Directory directory;

  ManagedPeople(Directory directory) {
    this.directory = directory;
  }

  @Override
  public Collection<String> listUsers(Scope caller) {
    return directory.listPeople(caller.tenant(), caller.user());
  }
}
