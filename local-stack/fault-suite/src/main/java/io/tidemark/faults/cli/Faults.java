/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.cli;

import io.tidemark.faults.catalogue.Catalogue;
import io.tidemark.faults.run.Endurance;
import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.RecordedResults;
import io.tidemark.faults.run.ResultTable;
import io.tidemark.faults.run.RoundResult;
import io.tidemark.faults.run.Suite;
import io.tidemark.stack.Failures;
import io.tidemark.stack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bin/tidemark faults}. */
@Command(
    name = "bin/tidemark faults",
    description = {
      "Injects faults under load into a separate stack (free ports, its own folder) and compares",
      "every document with an offline recomputation. Exit code 1 if anything is lost, doubled or wrong."
    },
    footer = {
      "",
      "All faults with their rounds take about an hour on two cores. Three names measure instead:",
      "  recovery          how long output stops after a kill, and how fast the backlog goes",
      "  recovery-standby  the same with a second TaskManager that idles until then",
      "  endurance         whether heap, state and open files stay flat at half the greatest rate",
      "",
      "Example: bin/tidemark faults --rounds 3 taskmanager-killed broker-killed"
    })
public final class Faults implements Callable<Integer> {

  /** Differences shown of one round; all of them go to a file. */
  private static final int SHOWN = 10;

  private static final String ENDURANCE = "endurance";
  private static final int LEAST_MINUTES = 5;

  @Parameters(paramLabel = "NAME", description = "Faults to inject (default: all).")
  private List<String> names = List.of();

  @Option(names = "--seed", description = "Seed of loads and moments (default: random, printed).")
  private Long seed;

  @Option(names = "--rounds", description = "Rounds of each fault (default: as listed).")
  private Integer rounds;

  @Option(
      names = "--minutes",
      defaultValue = "30",
      description = "Minutes of endurance, at least 5 (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Writes the results into the table of a page, such as docs/reliability.md.")
  private Path record;

  @Option(names = "--list", description = "Lists the faults and ends.")
  private boolean list;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Faults());
    line.getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help and ends.")
                .build());
    return line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          Optional<String> said = Failures.describe(failure);
          if (said.isEmpty()) {
            throw failure;
          }
          command.getErr().println("error: " + said.get());
          command.getErr().flush();
          return 1;
        });
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      Catalogue.listAll()
          .forEach(one -> out.printf("%2d  %-22s %s%n", one.number(), one.name(), one.title()));
      return 0;
    }
    if (names.equals(List.of(ENDURANCE))) {
      return runEndurance(out);
    }
    List<Fault> faults =
        names.isEmpty() ? Catalogue.listAll() : names.stream().map(Catalogue::findByName).toList();
    long chosen = seed == null ? System.nanoTime() % 1_000_000 : seed;
    Path home = Files.createTempDirectory("tidemark-faults-");
    out.println("Seed " + chosen + ", data and logs in " + home);
    List<RoundResult> results;
    try (Suite suite = new Suite(home, false, line -> printLine(out, line))) {
      results =
          suite.playFaults(
              faults, chosen, rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds));
    }
    if (record != null) {
      List<String> order = Catalogue.listAll().stream().map(Fault::name).toList();
      new RecordedResults(order)
          .writeResults(record, results, chosen, LocalDate.now(ZoneOffset.UTC));
    }
    return reportResults(results, home, out);
  }

  private int runEndurance(PrintWriter out) throws IOException {
    if (minutes < LEAST_MINUTES) {
      throw new StackException("--minutes must be at least " + LEAST_MINUTES);
    }
    long chosen = seed == null ? System.nanoTime() % 1_000_000 : seed;
    Path home = Files.createTempDirectory("tidemark-endurance-");
    printLine(out, "Seed " + chosen + ", data and logs in " + home);
    boolean flat = new Endurance(home, chosen, minutes, line -> printLine(out, line)).runLoad();
    deleteFolder(home);
    return flat ? 0 : 1;
  }

  private static int reportResults(List<RoundResult> results, Path home, PrintWriter out)
      throws IOException {
    List<RoundResult> lost = results.stream().filter(result -> !result.survived()).toList();
    for (RoundResult result : lost) {
      printLine(out, "");
      printLine(out, result.fault() + ":");
      result.differences().stream().limit(SHOWN).forEach(line -> printLine(out, "  " + line));
    }
    printLine(out, "");
    ResultTable.createTable(results).forEach(line -> printLine(out, line));
    if (lost.isEmpty()) {
      deleteFolder(home);
      return 0;
    }
    Path all = home.resolve("differences.txt");
    Files.write(all, lost.stream().flatMap(result -> result.differences().stream()).toList());
    printLine(out, "");
    printLine(out, "All differences: " + all);
    return 1;
  }

  private static void printLine(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
