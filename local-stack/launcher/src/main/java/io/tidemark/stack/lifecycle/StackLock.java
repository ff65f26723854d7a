/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.StackException;
import io.tidemark.stack.process.PrivateFiles;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Keeps two commands from starting and stopping the same stack at once. Ends with the process that
 * holds it.
 */
final class StackLock {

  private StackLock() {}

  /**
   * Does something that no other command may do at the same time.
   *
   * @throws StackException when another one is at it
   */
  static <T> T runLocked(StateFolder state, Supplier<T> work) {
    Path file = state.folder("run").resolve("lock");
    try (FileChannel channel =
        FileChannel.open(PrivateFiles.createFile(file), StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new StackException("another 'up' or 'down' works on " + state.root() + " just now");
      }
      return work.get();
    } catch (IOException failure) {
      throw new StackException("cannot lock " + file, failure);
    }
  }
}
