/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.lifecycle.StackStop;
import io.tidemark.stack.lifecycle.Steps;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "down",
    description =
        "Stops the job with a savepoint, then all processes. Data are kept: the next 'up' continues.",
    footer = {"", "Example: bin/tidemark down"})
final class DownCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Steps steps = new Steps(spec.commandLine().getOut(), Tidemark.onTerminal());
    if (!new StackStop(Tidemark.readSettings(), steps).run()) {
      steps.printLine("nothing was running");
    }
    return 0;
  }
}
