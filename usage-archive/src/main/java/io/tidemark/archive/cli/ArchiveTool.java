/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import io.tidemark.archive.ArchiveException;
import io.tidemark.stack.Failures;
import io.tidemark.templates.TemplatesException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticsearch.client.RestClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The commands about the archive, which {@code bin/tidemark} hands over. */
@Command(
    name = "bin/tidemark",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ArchiveCommand.class, RestoreCommand.class})
public final class ArchiveTool implements Callable<Integer> {

  private static final int FAILED = 1;

  // The logger's only strong reference: without one, its level is lost with the next collection.
  private static final Logger CLIENT_LOG = Logger.getLogger(RestClient.class.getName());

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    // Refused connections and deprecated requests: what counts is printed.
    CLIENT_LOG.setLevel(Level.OFF);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new ArchiveTool());
    line.getSubcommands().values().forEach(ArchiveTool::addHelp);
    addHelp(line);
    return line.setExecutionExceptionHandler(ArchiveTool::explain);
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help and exits.")
                .build());
  }

  static int explain(Exception failure, CommandLine line, ParseResult arguments) throws Exception {
    Optional<String> said =
        failure instanceof ArchiveException || failure instanceof TemplatesException
            ? Optional.of(Failures.addReason(failure))
            : Failures.describe(failure);
    if (said.isEmpty()) {
      throw failure;
    }
    line.getErr().println("error: " + said.get());
    line.getErr().flush();
    return FAILED;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
