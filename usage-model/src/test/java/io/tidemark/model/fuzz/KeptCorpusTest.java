/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inputs that a fuzzer found worth keeping, one a line in base64: every format reads them. */
@Tag("fast")
class KeptCorpusTest {

  @Test
  void readsTheKeptCorpusWithEveryFormat() throws IOException {
    List<String> lines = corpus();
    assertThat(lines).hasSizeGreaterThan(100);

    for (String line : lines) {
      byte[] record = Base64.getDecoder().decode(line);
      assertThatCode(() -> ParserFuzz.fuzzerTestOneInput(record))
          .as(line)
          .doesNotThrowAnyException();
    }
  }

  private static List<String> corpus() throws IOException {
    try (InputStream in = KeptCorpusTest.class.getResourceAsStream("corpus.txt")) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
