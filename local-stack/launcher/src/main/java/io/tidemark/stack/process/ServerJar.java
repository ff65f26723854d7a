/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import io.tidemark.stack.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The jar that a server or the job runs from: a copy in the state folder. A server reads classes
 * from its jar when they are first used, so that a build would take them from a server that runs.
 *
 * @param copy below {@code <state>/jars}; absent if the server was never started
 */
public record ServerJar(Path copy) {

  /** The jar of the server with this name. */
  public static ServerJar of(StateFolder state, String server) {
    return new ServerJar(state.folder(StateFolder.JARS).resolve(server + ".jar"));
  }

  /** Copies a built jar in place of the earlier one, before the server starts. */
  public Path copyFrom(Path built) {
    Path draft = copy.resolveSibling(copy.getFileName() + ".new");
    try {
      try (OutputStream out = Files.newOutputStream(PrivateFiles.createFile(draft))) {
        Files.copy(built, out);
      }
      return Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new StackException("cannot copy " + built + " to " + copy, failure);
    }
  }

  /**
   * Whether the server runs from another jar than this one. Jars are compared by their bytes:
   * reproducible builds give all of them the same time.
   */
  public boolean differsFrom(Path built) {
    try {
      return !Files.exists(copy) || Files.mismatch(copy, built) != -1;
    } catch (IOException failure) {
      throw new StackException("cannot read " + copy + " and " + built, failure);
    }
  }
}
