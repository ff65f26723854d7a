/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SnippetsTest {

  /** Docs have the settings with which each sender was tried. */
  @ParameterizedTest
  @ValueSource(strings = {"LiteLLM, in its", "Claude Code (tried with"})
  void configuresSendersAsTheDocsDo(String sender) throws IOException {
    String docs = Files.readString(Path.of("../../docs/intake.md"));
    String block = docs.substring(docs.indexOf("\n" + sender));
    block = block.substring(block.indexOf("\n    "));
    block = block.substring(0, block.indexOf("\n\n"));

    String printed = String.join("\n", Snippets.list("http://localhost:4318", "KEY"));

    assertThat(removeBlanks(printed.replace("export ", ""))).contains(removeBlanks(block));
  }

  private static String removeBlanks(String text) {
    return text.replaceAll("\\s", "");
  }
}
