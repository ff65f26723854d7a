/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.report.Page;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
class SessionTest {

  private record FakeRow(String name, boolean fails) implements Row {
    @Override
    public Section measure(Scale scale, Path work) {
      if (fails) {
        throw new IllegalStateException("on purpose");
      }
      return new Section(name, "taken");
    }
  }

  @Test
  void goesOnAfterARowThatFailsAndSaysSo(@TempDir Path folder) throws Exception {
    Path page = Files.writeString(folder.resolve("page.md"), "# Figures\n");
    Session session = new Session(Scale.TINY, folder, new Page(page));

    boolean allTaken = session.take(List.of(new FakeRow("X1", true), new FakeRow("X2", false)));

    assertThat(allTaken).isFalse();
    assertThat(page).content().contains("## X2: taken").doesNotContain("X1");
  }
}
