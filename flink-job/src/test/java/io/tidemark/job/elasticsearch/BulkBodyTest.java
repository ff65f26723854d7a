/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
final class BulkBodyTest {

  @Test
  void replacementCarriesItsVersionAndCreationNone() {
    assertThat(
            body(
                DocumentWrite.replacing("i", "a", 7, bytes("{\"n\":1}")),
                DocumentWrite.createOnly("i", "b", bytes("{}"))))
        .isEqualTo(
            """
            {"index":{"_index":"i","_id":"a","version":7,"version_type":"external_gte"}}
            {"n":1}
            {"create":{"_index":"i","_id":"b"}}
            {}
            """);
  }

  @Test
  void sourceStaysOnOneLine() {
    assertThat(body(DocumentWrite.createOnly("i", "a", bytes("{\n\"n\":\n1}\n"))))
        .isEqualTo("{\"create\":{\"_index\":\"i\",\"_id\":\"a\"}}\n{ \"n\": 1} \n");
  }

  @Test
  void idCannotBreakOutOfItsLine() {
    String id = "\"}}\n{\"delete\":{ü\u0000\ud800";
    assertThat(body(DocumentWrite.createOnly("i", id, bytes("{}"))))
        .isEqualTo(
            "{\"create\":{\"_index\":\"i\",\"_id\":\"\\\"}}\\n{\\\"delete\\\":{ü\\u0000?\"}}\n{}\n");
  }

  private static String body(DocumentWrite... documents) {
    return new String(BulkBody.of(List.of(documents)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
