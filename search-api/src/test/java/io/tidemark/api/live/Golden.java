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
import java.util.ArrayList;
import java.util.List;

/**
 * Text that must not change unnoticed. With {@code -Dtidemark.golden.write=true} the files are
 * regenerated; a reader then reviews the difference.
 */
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final int SHOWN_LINES = 20;

  private Golden() {}

  /** The first lines that differ: files of a megabyte would hide the other failures of a run. */
  private static List<String> differences(String expected, String actual) {
    if (expected.equals(actual)) {
      return List.of();
    }
    List<String> before = expected.lines().toList();
    List<String> after = actual.lines().toList();
    List<String> differences = new ArrayList<>();
    int lines = Math.max(before.size(), after.size());
    for (int i = 0; i < lines && differences.size() < SHOWN_LINES; i++) {
      String old = i < before.size() ? before.get(i) : "(end)";
      String current = i < after.size() ? after.get(i) : "(end)";
      if (!old.equals(current)) {
        differences.add("line " + (i + 1) + ": " + old + " -> " + current);
      }
    }
    return differences.isEmpty() ? List.of("line ends differ") : differences;
  }

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
      assertThat(differences(Files.readString(file), text + "\n")).as(file.toString()).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
