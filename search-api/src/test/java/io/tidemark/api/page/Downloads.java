/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import io.tidemark.testkit.files.JvmFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that a browser has saved into a folder. */
record Downloads(Path folder) {

  static Downloads createFolder() {
    Path folder = JvmFolder.create("page-test-downloads");
    JvmFolder.deleteAtExit(folder, () -> {});
    return new Downloads(folder);
  }

  /** A finished file with this ending; null while there is none. */
  Path find(String ending) {
    // The browser reserves the name with an empty file until all of the download is there.
    return list().stream()
        .filter(file -> file.toString().endsWith("." + ending) && file.toFile().length() > 0)
        .findFirst()
        .orElse(null);
  }

  List<Path> list() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void deleteAll() {
    try {
      for (Path file : list()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
