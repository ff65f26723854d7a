/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.PermanentIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documented privileges name every index that a program makes itself. */
@Tag("fast")
class PrivilegesTableTest {

  private static final Path PAGE = Path.of("../docs/operations.md");

  @Test
  void searchApiMayCreateEveryPermanentIndexAndTheCopiesOfHolds() throws IOException {
    List<String> indices =
        Stream.concat(
                Arrays.stream(PermanentIndex.values()).map(PermanentIndex::indexName),
                Stream.of(PermanentIndex.HOLD + "-*"))
            .map(PrivilegesTableTest::quote)
            .toList();

    assertThat(readPrivileges("search API"))
        .contains(indices)
        .endsWith("`auto_configure`, `create` |");
  }

  @Test
  void searchApiMayRewriteUsage() throws IOException {
    // Erasures write what they read, holds refresh first, and deletions refresh last.
    assertThat(readPrivileges("search API").split(";", 2)[0])
        .contains("`read`", "`index`", "`delete`", "`maintenance`");
  }

  @Test
  void intakeMayReadKeysAndWriteSources() throws IOException {
    assertThat(readPrivileges("intake"))
        .contains(quote(PermanentIndex.SETTINGS.indexName()), quote(IndexFamily.SOURCES.pattern()));
  }

  private static String readPrivileges(String role) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    List<String> rows =
        lines.subList(
            lines.indexOf("| role | cluster privileges | privileges on `tidemark-*` |"),
            lines.size());
    return rows.stream()
        .filter(row -> row.startsWith("| " + role + " |"))
        .findFirst()
        .orElseThrow();
  }

  private static String quote(String name) {
    return "`" + name + "`";
  }
}
