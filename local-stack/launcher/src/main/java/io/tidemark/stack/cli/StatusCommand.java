/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.lifecycle.StackStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description = "Shows components with address, version and health, and the lag of the job.",
    footer = {"", "Exit code 0 if all components run, else 1.", "", "Example: bin/tidemark status"})
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    StackStatus status = new StackStatus(Tidemark.readSettings());
    status.printStatus(spec.commandLine().getOut());
    return status.isWell() ? 0 : 1;
  }
}
