/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeArgument;
import io.tidemark.api.directory.Directory;
import io.tidemark.api.directory.DirectoryKind;
import io.tidemark.api.request.OwnedValues;
import java.util.List;
import org.springframework.stereotype.Component;

/** Separates the caller's own workflows from those of others, by their owners in the directory. */
@Component
class WorkflowOwners implements OwnedValues.Source {

  private final Directory directory;

  WorkflowOwners(Directory directory) {
    this.directory = directory;
  }

  @Override
  public OwnedValues findValues(String choice) {
    Scope caller = ScopeArgument.caller().orElseThrow();
    return new OwnedValues(
        DirectoryKind.WORKFLOW.dimension(),
        List.copyOf(directory.listWorkflows(caller.tenant(), caller.user())),
        choice.equals(OwnedValues.ME));
  }
}
