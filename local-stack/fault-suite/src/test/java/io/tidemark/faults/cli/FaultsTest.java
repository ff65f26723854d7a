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
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FaultsTest {

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

  /** Commands that the pages show. */
  @Test
  void everyCommandOfThePagesIsUnderstood() throws IOException {
    for (String page : List.of("README.md", "../../docs/reliability.md")) {
      List<String> commands =
          Files.readString(Path.of(page))
              .lines()
              .filter(line -> line.startsWith("    bin/tidemark faults"))
              .map(line -> line.replaceFirst("\\s+#.*", "").strip())
              .map(line -> line.substring("bin/tidemark faults".length()).strip())
              .filter(arguments -> !arguments.isEmpty())
              .toList();
      assertThat(commands).as(page).isNotEmpty();
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
  }

  private int run(String... arguments) {
    return Faults.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
