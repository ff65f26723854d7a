/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.StackException;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the job continues: the newest complete savepoint or retained checkpoint in the state
 * folder.
 */
final class ResumePoint {

  /** Flink writes this file last and in one move: where it stands, the snapshot is complete. */
  private static final String COMPLETE = "_metadata";

  private static final int DEPTH = 4;

  private ResumePoint() {}

  static Optional<Path> findNewest(StateFolder state) {
    try (Stream<Path> files = Files.walk(state.folder("flink"), DEPTH)) {
      return files
          .filter(file -> file.endsWith(COMPLETE))
          .max(Comparator.comparing(ResumePoint::readWriteTime))
          .map(Path::getParent);
    } catch (IOException failure) {
      throw new StackException("cannot look for checkpoints in " + state.root(), failure);
    }
  }

  private static FileTime readWriteTime(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException vanished) {
      return FileTime.fromMillis(0);
    }
  }
}
