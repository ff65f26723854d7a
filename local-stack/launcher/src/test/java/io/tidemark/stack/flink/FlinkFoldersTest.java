/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FlinkFoldersTest {

  /** Flink would take an escaped space for a part of the name, and keep its state elsewhere. */
  @Test
  void addressesHaveSpacesAsTheyAre() {
    assertThat(FlinkFolders.formatAddress(Path.of("/my state/flink/savepoints")))
        .isEqualTo("file:///my state/flink/savepoints");
  }
}
