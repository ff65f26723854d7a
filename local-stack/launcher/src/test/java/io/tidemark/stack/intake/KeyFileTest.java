/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class KeyFileTest {

  /** The form that docs/settings.md describes, and the access log of the search API redacts. */
  @Test
  void makesKeysAsTheSearchApiDoes(@TempDir Path folder) throws IOException {
    KeyFile file = KeyFile.of(new StateFolder(folder));

    String first = file.createKey("acme", "up");
    String second = file.createKey("acme");

    assertThat(first).matches("tidemark_[0-9A-Za-z]{32}").isNotEqualTo(second);
    assertThat(second).matches("tidemark_[0-9A-Za-z]{32}");
    assertThat(Files.readString(file.file())).doesNotContain(first, second).contains("\"up\"");
  }
}
