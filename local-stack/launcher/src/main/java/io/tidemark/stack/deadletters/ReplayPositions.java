/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.deadletters;

import io.tidemark.stack.StackException;
import io.tidemark.stack.process.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Properties;

/**
 * Before which offsets dead letters were replayed, by reason and partition. An offset without a
 * reason is of an earlier build, and holds for each reason without its own.
 */
final class ReplayPositions {

  private final Properties offsets = new Properties();

  /** The positions in a file; none when there is no file. */
  static ReplayPositions read(Path file) {
    ReplayPositions positions = new ReplayPositions();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        positions.offsets.load(in);
      } catch (IOException failure) {
        throw new StackException("cannot read " + file, failure);
      }
    }
    return positions;
  }

  /** Where the next replay of a reason begins. */
  long find(String reason, int partition) {
    String ofAllReasons = offsets.getProperty(Integer.toString(partition), "0");
    return Long.parseLong(offsets.getProperty(keyOf(reason, partition), ofAllReasons));
  }

  void set(Collection<String> reasons, int partition, long end) {
    reasons.forEach(reason -> offsets.setProperty(keyOf(reason, partition), Long.toString(end)));
  }

  void write(Path file) {
    try (Writer out = Files.newBufferedWriter(PrivateFiles.createFile(file))) {
      offsets.store(out, "Dead letters before these offsets were replayed.");
    } catch (IOException failure) {
      throw new StackException("cannot write " + file, failure);
    }
  }

  private static String keyOf(String reason, int partition) {
    return reason + "." + partition;
  }
}
