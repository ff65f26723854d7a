/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

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
  void anUnknownFaultIsNamedBesideTheKnownOnes() {
    assertThat(run("meteorite")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("error: there is no fault 'meteorite'")
        .contains("taskmanager-killed")
        .doesNotContain("\tat ");
  }

  private int run(String... arguments) {
    return Faults.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
