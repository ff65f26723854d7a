/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Named here for the list of commands: {@code bin/tidemark} hands it to the archive, which is a
 * module of its own.
 */
@Command(
    name = "restore",
    description = "Brings the documents of a day back from an archive.",
    footer = {"", "Example: bin/tidemark restore --from archive --day 2026-10-03"})
final class RestoreCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new StackException("restore is started through bin/tidemark restore");
  }
}
