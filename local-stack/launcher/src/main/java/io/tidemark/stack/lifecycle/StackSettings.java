/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.HeapSize;
import io.tidemark.stack.process.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The settings of a stack in the environment.
 *
 * @param checkout where the built parts lie
 * @param state where it keeps data, logs and records
 * @param jobArguments added to the job's arguments
 */
public record StackSettings(
    Checkout checkout,
    StateFolder state,
    Map<Component, Integer> ports,
    Map<Component, String> heaps,
    List<String> jobArguments) {

  private static final int MAX_PORT = 65_535;
  private static final String JOB_ARGUMENTS = "TIDEMARK_JOB_ARGS";

  /**
   * Reads {@code TIDEMARK_HOME}, {@code TIDEMARK_*_PORT}, {@code TIDEMARK_HEAP_*} and {@code
   * TIDEMARK_JOB_ARGS}.
   *
   * @throws StackException naming the variable that has no meaning
   */
  public static StackSettings read(Checkout checkout, Map<String, String> environment) {
    String home = environment.getOrDefault("TIDEMARK_HOME", "");
    Path root = home.isBlank() ? checkout.root().resolve(".local") : Path.of(home);
    Map<Component, Integer> ports = new java.util.EnumMap<>(Component.class);
    Map<Component, String> heaps = new java.util.EnumMap<>(Component.class);
    for (Component component : Component.values()) {
      if (component.hasPort()) {
        ports.put(component, port(component, environment));
      }
      heaps.put(component, heap(component, environment));
    }
    List<String> jobArguments = readJobArguments(environment);
    return new StackSettings(checkout, new StateFolder(root), ports, heaps, jobArguments);
  }

  private static List<String> readJobArguments(Map<String, String> environment) {
    try {
      return ShellWords.splitWords(environment.getOrDefault(JOB_ARGUMENTS, ""));
    } catch (StackException wrong) {
      throw new StackException(JOB_ARGUMENTS + ": " + wrong.getMessage(), wrong);
    }
  }

  private static int port(Component component, Map<String, String> environment) {
    String text = environment.get(component.portVariable());
    if (text == null || text.isBlank()) {
      return component.defaultPort();
    }
    try {
      int port = Integer.parseInt(text.trim());
      if (port >= 1 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException expected) {
      // Falls through to the message that names the variable.
    }
    throw new StackException(
        "invalid port %s=%s: use a number from 1 to %d"
            .formatted(component.portVariable(), text, MAX_PORT));
  }

  private static String heap(Component component, Map<String, String> environment) {
    String text = environment.get(component.heapVariable());
    if (text == null || text.isBlank()) {
      return component.defaultHeap();
    }
    try {
      HeapSize.parseMegabytes(text);
    } catch (StackException wrong) {
      throw new StackException(component.heapVariable() + ": " + wrong.getMessage(), wrong);
    }
    return text;
  }

  public int port(Component component) {
    return ports.get(component);
  }

  public String heap(Component component) {
    return heaps.get(component);
  }
}
