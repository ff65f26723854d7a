/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.faults.catalogue.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FaultsTest {

  /** A command with arguments, as code or in text. */
  private static final Pattern COMMAND =
      Pattern.compile("(?:`|    )bin/tidemark faults +([^ `|#\n][^`|#\n]*)");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpHasAnExample() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("bin/tidemark faults", "--seed", "--rounds", "Example: ");
  }

  @Test
  void listsEveryFaultOfTheList() {
    assertThat(run("--list")).isZero();
    for (int number = 1; number <= 19; number++) {
      assertThat(out.toString()).containsPattern("(?m)^ *" + number + "  ");
    }
  }

  @Test
  void listsKnownFaultsForAnUnknownOne() {
    assertThat(run("meteorite")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("error: unknown fault 'meteorite'")
        .contains("taskmanager-killed")
        .doesNotContain("\tat ");
  }

  @Test
  void everyCommandOfThePagesIsUnderstood() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : listPages()) {
      Matcher command = COMMAND.matcher(Files.readString(page));
      while (command.find()) {
        commands.add(command.group(1).strip());
      }
    }
    assertThat(commands).hasSizeGreaterThan(6);
    for (String arguments : commands) {
      List<String> names =
          Faults.commandLine()
              .parseArgs(arguments.split("\\s+", -1))
              .matchedPositionalValue(0, List.of());
      assertThat(names)
          .as(arguments)
          .allSatisfy(
              name ->
                  assertThat(name.equals("endurance") || Catalogue.findByName(name) != null)
                      .isTrue());
    }
  }

  private static List<Path> listPages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("../../docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("../README.md")),
              docs.filter(page -> page.toString().endsWith(".md")))
          .toList();
    }
  }

  private int run(String... arguments) {
    return Faults.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
