/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void breaksParagraphsIntoLinesAndKeepsTables(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("page.md"), "# By hand\n");
    String row = "12 words that belong to one cell ".repeat(5).strip();
    Section section =
        new Section("A", "long")
            .table(List.of(List.of("cell"), List.of(row)))
            .say("Heap 3g - as the command `benchmarks/run A` has it, and 10 s apart. ".repeat(4));

    new Page(file).replace(section);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).contains("| " + row + " |");
    assertThat(lines)
        .filteredOn(line -> !line.startsWith("|"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
        .noneMatch(line -> line.startsWith("- ") || line.startsWith("10"));
  }
}
