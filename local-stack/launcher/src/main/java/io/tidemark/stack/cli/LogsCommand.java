/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import io.tidemark.stack.lifecycle.Component;
import io.tidemark.stack.process.LogTail;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "logs",
    description = "Shows the end of a component's log.",
    footer = {"", "Example: bin/tidemark logs taskmanager -f"})
final class LogsCommand implements Callable<Integer> {

  private static final int LINES = 100;
  private static final long POLL_MILLIS = 300;

  @Parameters(
      paramLabel = "NAME",
      description =
          "Component: ${COMPLETION-CANDIDATES}; or a one-shot command: templates, flink-run.",
      completionCandidates = ComponentNames.class)
  private String name;

  @Option(
      names = {"-f", "--follow"},
      description = "Prints new lines until Ctrl-C.")
  private boolean follow;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path log = chooseLog(Tidemark.readSettings().state().logs(), name);
    PrintWriter out = spec.commandLine().getOut();
    if (Files.size(log) == 0) {
      spec.commandLine().getErr().println(name + " has written nothing to its log");
    } else {
      LogTail.of(log, LINES).forEach(out::println);
    }
    out.flush();
    if (follow) {
      followLog(log, out);
    }
    return 0;
  }

  /** The log itself; what a process wrote without its logger when there is no log. */
  static Path chooseLog(Path logs, String name) throws IOException {
    Path empty = null;
    for (String ending : List.of(".log", ".out")) {
      Path file = logs.resolve(name + ending).normalize();
      if (!file.getParent().equals(logs) || !Files.isRegularFile(file)) {
        continue;
      }
      if (Files.size(file) > 0) {
        return file;
      }
      empty = file;
    }
    if (empty != null) {
      return empty;
    }
    throw new StackException("no log of '" + name + "': choose one of " + listNames(logs));
  }

  private static String listNames(Path logs) throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      String names =
          files
              .map(file -> file.getFileName().toString().replaceAll("(\\.\\d+)?\\.(log|out)$", ""))
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      return names.isEmpty() ? "(nothing was started yet)" : names;
    }
  }

  private static void followLog(Path log, PrintWriter out)
      throws IOException, InterruptedException {
    long position = Files.size(log);
    while (!Thread.currentThread().isInterrupted()) {
      Thread.sleep(POLL_MILLIS);
      long size = Files.exists(log) ? Files.size(log) : 0;
      if (size < position) {
        // The log was rolled over: a new one has begun.
        position = 0;
      }
      if (size > position) {
        out.print(readPart(log, position, size));
        out.flush();
        position = size;
      }
    }
  }

  private static String readPart(Path log, long from, long to) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(to - from, Integer.MAX_VALUE / 2)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The names of all components. */
  static final class ComponentNames extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    ComponentNames() {
      super(Stream.of(Component.values()).map(Component::processName).toList());
    }
  }
}
