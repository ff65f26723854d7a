/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class PageTest {

  @Test
  void aSectionReplacesItsEarlierOneAndNothingElse(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("page.md"), "# By hand\n");
    Page page = new Page(file);

    page.replace(new Section("A", "first").say("old"));
    page.replace(new Section("B", "second").say("stays"));
    page.replace(new Section("A", "first").say("new"));

    assertThat(Files.readString(file))
        .startsWith("# By hand\n")
        .contains("## A: first\n\nnew\n", "## B: second\n\nstays\n")
        .doesNotContain("old");
  }
}
