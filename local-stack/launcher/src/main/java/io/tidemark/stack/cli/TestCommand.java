/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Named here for the list of commands: {@code bin/tidemark} does it itself, for it must run before
 * anything is built.
 */
@Command(
    name = "test",
    description =
        "Runs every check and test of the project. Installs Chromium if it is missing, where permitted.",
    footer = {"", "Example: bin/tidemark test"})
final class TestCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new StackException("tests run through bin/tidemark test");
  }
}
