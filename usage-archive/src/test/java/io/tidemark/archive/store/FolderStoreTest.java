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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FolderStoreTest extends StoreContract {

  @Override
  ArchiveStore open() throws IOException {
    return new ArchiveLocation(scratch.resolve("archive").toString(), null).openToWrite();
  }

  @Test
  void letsOneRunWriteAtATime() throws IOException {
    try (ArchiveStore first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("another run is writing into");
      first.write("a", "b".getBytes(UTF_8));
    }
    open().close();
  }

  @Test
  void replacesFilesOfAnInterruptedRun() throws IOException {
    Files.createDirectories(scratch.resolve("archive"));
    Files.writeString(scratch.resolve("archive/small.part"), "half of a longer file");
    try (ArchiveStore store = open()) {
      store.write("small", "whole".getBytes(UTF_8));
      assertThat(store.read("small")).contains("whole".getBytes(UTF_8));
    }
    assertThat(scratch.resolve("archive/small.part")).doesNotExist();
  }

  @Test
  void readsNoFolderThatIsNotThere() {
    ArchiveLocation nowhere = new ArchiveLocation(scratch.resolve("nowhere").toString(), null);

    assertThatThrownBy(nowhere::openToRead).hasMessageContaining("nowhere is not a folder");
    assertThatThrownBy(() -> new ArchiveLocation("gs://bucket", null).openToRead())
        .hasMessageContaining("use a folder or s3://bucket/prefix");
  }
}
