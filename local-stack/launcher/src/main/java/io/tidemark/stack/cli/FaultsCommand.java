/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Named here for the list of commands: {@code bin/tidemark} hands it to the fault suite, which is a
 * module of its own.
 */
@Command(
    name = "faults",
    description =
        "Injects faults into a separate stack and compares all documents with an offline recomputation.",
    footer = {"", "Example: bin/tidemark faults --rounds 3 taskmanager-killed"})
final class FaultsCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new StackException("faults are made through bin/tidemark faults");
  }
}
