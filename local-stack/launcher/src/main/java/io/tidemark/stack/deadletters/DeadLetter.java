/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.model.fingerprint.Sha256;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The dead letter of a record that the job could not count.
 *
 * @param origin topic, partition and offset of the record
 * @param payload what the job reads of the event, or the whole record when it cannot be parsed;
 *     empty when there was none or it was cut
 */
record DeadLetter(String reason, String topic, String origin, Optional<byte[]> payload) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty when the letter names no record to send again: a refused document does not. */
  static Optional<DeadLetter> readLetter(byte[] letter) {
    JsonNode json;
    try {
      json = JSON.readTree(letter);
    } catch (IOException notOurs) {
      return Optional.empty();
    }
    if (json == null || !json.path("topic").isTextual() || !json.path("reason").isTextual()) {
      return Optional.empty();
    }
    String topic = json.path("topic").textValue();
    String origin =
        topic + "-" + json.path("partition").asText() + "-" + json.path("offset").asText();
    return Optional.of(
        new DeadLetter(json.path("reason").textValue(), topic, origin, readPayload(json)));
  }

  /**
   * The key that tells the letter's event from others: several of one record differ in their
   * payload.
   */
  String event() {
    byte[] digest = Sha256.digest(payload.orElse(new byte[0]));
    return origin + " " + HexFormat.of().formatHex(digest, 0, 16);
  }

  private static Optional<byte[]> readPayload(JsonNode json) {
    if (!json.path("payload").isTextual() || json.path("payload_truncated").asBoolean()) {
      return Optional.empty();
    }
    String text = json.path("payload").textValue();
    if (!json.path("payload_encoding").asText().equals("base64")) {
      return Optional.of(text.getBytes(UTF_8));
    }
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
