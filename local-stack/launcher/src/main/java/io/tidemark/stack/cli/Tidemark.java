/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.Failures;
import io.tidemark.stack.lifecycle.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The commands of {@code bin/tidemark}. */
@Command(
    name = "bin/tidemark",
    description =
        "Runs Tidemark on this machine: real Elasticsearch, Kafka and Flink, without Docker.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TokenCommand.class,
      KeyCommand.class,
      SettingsCommand.class,
      SendCommand.class,
      ImportCommand.class,
      GenerateCommand.class,
      RebuildCommand.class,
      ProveCommand.class,
      ReplayDeadLettersCommand.class,
      ArchiveCommand.class,
      RestoreCommand.class,
      TestCommand.class,
      FaultsCommand.class,
      FeedCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Environment: TIDEMARK_HOME (state folder, default .local),",
      "TIDEMARK_KAFKA_PORT 9092, TIDEMARK_ES_PORT 9200, TIDEMARK_FLINK_PORT 8081,",
      "TIDEMARK_API_PORT 8080, TIDEMARK_INTAKE_PORT 4318,",
      "TIDEMARK_JOB_ARGS (arguments for the job),",
      "TIDEMARK_DIMENSION_TAGS (tags of model calls to group by),",
      "TIDEMARK_KEEP_HOURS, _DAYS, _RECORDS, _DEAD_LETTERS (for example 30d),",
      "TIDEMARK_HEAP_ELASTICSEARCH, _KAFKA, _JOBMANAGER, _TASKMANAGER, _API,",
      "_INTAKE, _FEEDER (for example 512m),",
      "TIDEMARK_BUILD=never (runs the last build without a check).",
      "",
      "Example: bin/tidemark up"
    })
public final class Tidemark extends CommandGroup {

  /** Exit code of a command that could not do what it was asked. */
  private static final int FAILED = 1;

  private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

  public static void main(String[] arguments) {
    CommandLine line = commandLine();
    int code = line.execute(arguments);
    // A reader of a pipe that has enough, such as head, is no failure.
    if (System.out.checkError() && Files.isRegularFile(STANDARD_OUTPUT)) {
      line.getErr().println("error: not all output was written: check the space of the disk");
      line.getErr().flush();
      code = FAILED;
    }
    System.exit(code);
  }

  /** The parser with all commands. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Tidemark());
    addHelp(line);
    return line.setExecutionExceptionHandler(Tidemark::explainFailure)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static void addHelp(CommandLine line) {
    line.getSubcommands().values().stream()
        .filter(command -> !(command.getCommand() instanceof CommandLine.HelpCommand))
        .forEach(Tidemark::addHelp);
    line.getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help and exits.")
                .build());
  }

  private static int explainFailure(Exception failure, CommandLine line, ParseResult arguments)
      throws Exception {
    Optional<String> said = Failures.describe(failure);
    if (said.isEmpty()) {
      throw failure;
    }
    line.getErr().println("error: " + said.get());
    line.getErr().flush();
    return FAILED;
  }

  /** The settings in the environment of this process. */
  static StackSettings readSettings() {
    return StackSettings.read(Checkout.current(), System.getenv());
  }

  /** Whether a person looks at what we print: {@code bin/tidemark} knows. */
  static boolean onTerminal() {
    return Boolean.getBoolean("tidemark.terminal");
  }
}
