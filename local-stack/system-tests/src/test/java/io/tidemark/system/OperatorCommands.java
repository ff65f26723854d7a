/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.stack.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands of an operator: {@code bin/tidemark} itself, as a process, against one stack. */
final class OperatorCommands {

  private final Map<String, String> environment;

  /**
   * For the stack of an environment.
   *
   * @param environment the {@code TIDEMARK_*} variables with which it was started
   */
  OperatorCommands(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * How a command ended.
   *
   * @param said what it wrote, errors included
   */
  record Ended(int exit, String said) {}

  /** Runs a command to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    Path script = Checkout.current().root().resolve("bin/tidemark");
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // The build that runs this test has built everything, and a second one would disturb it.
    builder.environment().put("TIDEMARK_BUILD", "never");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
