/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every test says what it needs, so that {@code -Dgroups=fast} runs all tests that need nothing.
 */
@Tag("fast")
class TestTagsTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));

  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(\\w+)\"\\)");

  private static final List<String> TAGS = List.of("fast", "node", "cluster", "browser", "stack");

  @Test
  void givesEveryTestOneTag() throws IOException {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(TestTagsTest::isTest).toList()) {
        checked++;
        List<String> tags = TAG.matcher(read(file)).results().map(tag -> tag.group(1)).toList();
        if (tags.size() != 1 || !TAGS.contains(tags.get(0))) {
          wrong.add(ROOT.relativize(file) + " has " + tags);
        }
      }
    }

    assertThat(checked).isGreaterThan(200);
    assertThat(wrong).as("one of %s", TAGS).isEmpty();
  }

  private static boolean isTest(Path file) {
    String path = ROOT.relativize(file).toString();
    return path.endsWith("Test.java")
        && path.contains("src/test/")
        && !path.contains("target/")
        && !path.startsWith(".");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
