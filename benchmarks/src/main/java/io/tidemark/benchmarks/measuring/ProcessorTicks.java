/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Processor time of a process or thread, from its {@code stat} file below {@code /proc}.
 *
 * @param name of the process or thread
 * @param own ticks of its own
 * @param ofChildren ticks of children that have ended
 */
public record ProcessorTicks(String name, long own, long ofChildren) {

  // Counted from behind the name, which may hold blanks.
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  /** The times in {@code folder}; nothing when the process has ended. */
  public static Optional<ProcessorTicks> in(Path folder) {
    String stat;
    try {
      stat = Files.readString(folder.resolve("stat"), UTF_8);
    } catch (IOException e) {
      return Optional.empty();
    }
    int behindName = stat.lastIndexOf(')');
    String[] fields = stat.substring(behindName + 2).split(" ", -1);
    return Optional.of(
        new ProcessorTicks(
            stat.substring(stat.indexOf('(') + 1, behindName),
            Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]),
            Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM])));
  }
}
