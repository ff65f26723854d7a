/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every place of archives. */
abstract class StoreContract {

  private static final String PATH = "date=2026-10-03/archive_revision=1/x.parquet";

  @TempDir Path scratch;

  /** Another store over the same place each time. */
  abstract ArchiveStore open() throws IOException;

  @Test
  void keepsFiles() throws IOException {
    byte[] bytes = new byte[200_000];
    new Random(7).nextBytes(bytes);
    Path file = Files.write(scratch.resolve("file"), bytes);
    try (ArchiveStore store = open()) {
      store.write(PATH, file);
      store.write("small", "text".getBytes(UTF_8));
    }

    try (ArchiveStore store = open()) {
      assertThat(store.fetchFile(PATH, scratch)).hasBinaryContent(bytes);
      assertThat(store.read("small")).contains("text".getBytes(UTF_8));
    }
  }

  @Test
  void replacesTheHead() throws IOException {
    try (ArchiveStore store = open()) {
      assertThat(store.readHead()).isEmpty();
      store.replaceHead("one".getBytes(UTF_8));
      store.replaceHead("two".getBytes(UTF_8));
      assertThat(store.readHead()).contains("two".getBytes(UTF_8));
      store.replaceHead("three".getBytes(UTF_8));
    }

    try (ArchiveStore store = open()) {
      assertThat(store.readHead()).contains("three".getBytes(UTF_8));
    }
  }

  @Test
  void namesAMissingFile() throws IOException {
    try (ArchiveStore store = open()) {
      assertThat(store.read(PATH)).isEmpty();
      assertThatThrownBy(() -> store.fetchFile(PATH, scratch))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining(PATH + " is missing");
    }
  }
}
