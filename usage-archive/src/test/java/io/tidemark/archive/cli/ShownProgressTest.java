/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ShownProgressTest {

  @Test
  void endsWithAllDocuments() {
    StringWriter written = new StringWriter();
    ShownProgress progress = new ShownProgress(new PrintWriter(written));

    progress.showProgress(100, 1, 2);
    progress.showProgress(250, 2, 2);
    progress.showEnd();

    assertThat(written.toString()).startsWith("250 documents in ");
  }
}
