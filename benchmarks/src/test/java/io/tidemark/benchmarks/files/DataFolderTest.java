/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class DataFolderTest {

  @TempDir Path work;

  @Test
  void evictsFilesWithoutChangingThem() throws Exception {
    Path file = Files.createDirectories(work.resolve("data/a folder")).resolve("it's");
    Files.writeString(file, "twelve bytes");
    DataFolder folder = new DataFolder(work.resolve("data"));

    boolean evicted = folder.evict();

    assertThat(evicted).isEqualTo(System.getProperty("os.name").equals("Linux"));
    assertThat(file).hasContent("twelve bytes");
    assertThat(folder.bytes()).isEqualTo(12);
  }

  @Test
  void deletesAllThatIsInside() throws Exception {
    Files.writeString(Files.createDirectories(work.resolve("data/a")).resolve("b"), "c");
    DataFolder folder = new DataFolder(work.resolve("data"));

    folder.delete();
    folder.delete();

    assertThat(work).isEmptyDirectory();
  }
}
