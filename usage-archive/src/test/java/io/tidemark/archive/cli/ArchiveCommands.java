/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

/** The commands for tests of other packages. */
public final class ArchiveCommands {

  private ArchiveCommands() {}

  /** Reads the arguments behind {@code bin/tidemark}. */
  public static void parse(String... arguments) {
    ArchiveTool.commandLine().parseArgs(arguments);
  }
}
