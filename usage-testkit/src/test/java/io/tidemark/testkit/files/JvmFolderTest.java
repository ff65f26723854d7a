/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class JvmFolderTest {

  private static final String NAME = "tidemark-jvm-folder-test";

  /** Greater than that of any process. */
  private static final String ENDED = "-999999999-";

  @Test
  void deletesFoldersOfEndedJvmsAlone() throws IOException {
    Path own = JvmFolder.create(NAME);
    JvmFolder.deleteAtExit(own, () -> {});
    Path left = Files.createTempDirectory(NAME + ENDED);
    Files.writeString(Files.createDirectories(left.resolve("data")).resolve("file"), "text");
    Path other = Files.createTempDirectory("another-" + NAME + ENDED);

    Path next = JvmFolder.create(NAME);
    JvmFolder.deleteAtExit(next, () -> {});

    assertThat(left).doesNotExist();
    assertThat(own).exists().isNotEqualTo(next);
    assertThat(other).exists();
    Files.delete(other);
  }
}
