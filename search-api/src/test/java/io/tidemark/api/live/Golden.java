/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text that must not change unnoticed. With {@code -Dtidemark.golden.write=true} the files are
 * regenerated; a reader then reviews the difference.
 */
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /** Asserts that {@code text} is what the file {@code name} holds. */
  public static void assertSame(String name, String text) {
    assertSame(FOLDER.resolve(name), text);
  }

  /** Asserts that {@code text} is what {@code file}, seen from this module, holds. */
  public static void assertSame(Path file, String text) {
    try {
      if (Boolean.getBoolean("tidemark.golden.write")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
      }
      assertThat(text + "\n").as(file.toString()).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
