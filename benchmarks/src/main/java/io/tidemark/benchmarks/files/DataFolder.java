/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with measured data.
 *
 * @param path need not exist
 */
public record DataFolder(Path path) {

  /**
   * Writes what is still in memory, then has the system forget its copies of the files. A server
   * may replace some of them meanwhile.
   */
  private static final String EVICT =
      """
      dd if=/dev/null iflag=nocache count=0 || exit 1
      find "$1" -type f -exec sync {} +
      find "$1" -type f -exec sh -c '
        for file do dd if="$file" iflag=nocache count=0; done' sh {} +
      exit 0
      """;

  /** Deletes it with all that is in it. */
  public void delete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The sizes of all files, added up. */
  public long bytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /**
   * Makes the next reader wait for the disk. Files that a process has mapped stay in memory: they
   * must be closed before.
   *
   * @return false where the system offers no way to do it; GNU's tools have one
   */
  public boolean evict() throws IOException {
    Process tools =
        new ProcessBuilder(List.of("sh", "-c", EVICT, "sh", path.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return tools.waitFor() == 0;
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }
}
