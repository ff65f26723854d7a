/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import java.time.Instant;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DeadLetterDocumentTest {

  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

  @Test
  void holdsReasonOriginAndPayload() {
    DeadLetter letter = letter("{\"a\":\"é\"".getBytes(UTF_8));

    DocumentWrite document = DeadLetterDocument.write(letter);

    assertThat(document.index).isEqualTo("tidemark-dead-letters-2026.11.22");
    assertThat(document.id).isEqualTo("usage.model-calls-2-41");
    assertThat(document.createOnly).isTrue();
    assertThat(new String(document.source, UTF_8))
        .isEqualTo(
            "{\"recorded_at\":\"2026-11-22T12:00:00Z\",\"pipeline\":\"model-calls\","
                + "\"reason\":\"malformed\",\"message\":\"not JSON\",\"topic\":\"usage.model-calls\","
                + "\"partition\":2,\"offset\":41,\"record_time\":\"2026-11-22T12:00:00Z\","
                + "\"payload\":\"{\\\"a\\\":\\\"é\\\"\",\"payload_encoding\":\"utf-8\","
                + "\"payload_truncated\":false}");
  }

  @Test
  void bytesThatAreNoTextAreBase64() {
    DeadLetter letter = letter(new byte[] {(byte) 0xff, 0, 1});

    assertThat(new String(DeadLetterDocument.json(letter), UTF_8))
        .contains("\"payload\":\"/wAB\"", "\"payload_encoding\":\"base64\"");
  }

  @Test
  void aCutThroughACharacterLeavesText() {
    byte[] long32KiB = ("x".repeat(DeadLetterDocument.MAX_PAYLOAD_BYTES - 1) + "é").getBytes(UTF_8);
    DeadLetter letter = letter(DeadLetterDocument.cut(long32KiB));
    letter.truncated = true;

    assertThat(letter.payload).hasSize(DeadLetterDocument.MAX_PAYLOAD_BYTES);
    assertThat(new String(DeadLetterDocument.json(letter), UTF_8))
        .contains("\"payload_encoding\":\"utf-8\"", "\"payload_truncated\":true");
  }

  @Test
  void aRecordTimeFromNowhereDoesNotNameAnIndex() {
    DeadLetter letter = letter(null);
    letter.recordTime = 0;

    assertThat(DeadLetterDocument.write(letter).index)
        .isEqualTo("tidemark-dead-letters-2026.11.22");
  }

  @Test
  void isMovedWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(DeadLetter.class);
  }

  private static DeadLetter letter(byte[] payload) {
    DeadLetter letter = new DeadLetter();
    letter.pipeline = "model-calls";
    letter.reason = "malformed";
    letter.message = "not JSON";
    letter.topic = "usage.model-calls";
    letter.partition = 2;
    letter.offset = 41;
    letter.recordTime = NOON;
    letter.recordedAt = NOON;
    letter.payload = payload;
    return letter;
  }
}
