/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Records that must become dead letters, one of every kind of bad input. */
final class BadRecords {

  private static final String MALFORMED = "malformed";
  private static final int TOO_LONG = 9_000;
  private static final int DEEP = 5_000;
  private static final int TOO_LARGE = 2 << 20;

  /** One kind: its payload and the reason that it is refused for. */
  private record Kind(Function<String, byte[]> payload, String reason) {}

  private static final List<Kind> MODEL_CALLS =
      List.of(
          createMalformed(id -> ""),
          createMalformed(id -> "null"),
          createMalformed(id -> "[]"),
          createMalformed(id -> "\"text\""),
          createMalformed(id -> "{}"),
          createMalformed(id -> "{\"request_id\":\"" + id + "\", \"tenant_id\":\"cut"),
          createMalformed(id -> createCall(id, "\"model\":7")),
          createMalformed(id -> createCall(id, "\"user_id\":\"u\"")),
          createMalformed(id -> createCall("", "\"model\":\"m\"")),
          createMalformed(id -> createCall(id, "\"model\":\"m\",\"input_tokens\":-1")),
          createMalformed(id -> createCall(id, "\"model\":\"m\",\"input_tokens\":1.5")),
          createMalformed(id -> createCall(id, "\"model\":\"m\",\"input_tokens\":\"7\"")),
          createMalformed(
              id -> createCall(id, "\"model\":\"m\",\"input_tokens\":9007199254740993")),
          createMalformed(id -> createCall(id, "\"model\":\"m\",\"output_tokens\":NaN")),
          createMalformed(id -> createCall(id, "\"model\":\"m\",\"status_code\":\"200\"")),
          createMalformed(id -> createCall(id, "\"model\":\"m\",\"blocked\":\"yes\"")),
          createMalformed(id -> createCall(id + "x".repeat(TOO_LONG), "\"model\":\"m\"")),
          createMalformed(id -> createCall(id, "\"model\":\"m\",\"tags\":" + "[".repeat(DEEP))),
          new Kind(id -> null, MALFORMED),
          new Kind(id -> new byte[] {'{', '"', (byte) 0xC3, 0x28, '"', ':', '1', '}'}, MALFORMED),
          new Kind(id -> new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1, 2}, MALFORMED),
          new Kind(
              id -> createCall(id, "\"model\":\"" + "x".repeat(TOO_LARGE) + "\"").getBytes(UTF_8),
              "too_large"),
          new Kind(id -> callAt(id, "2099-01-01T00:00:00Z"), "future"),
          new Kind(id -> callAt(id, "1970-01-02T00:00:00Z"), "expired"));

  private static final List<Kind> COMFYUI =
      List.of(
          createMalformed(id -> "{"),
          createMalformed(id -> "[1,2]"),
          createMalformed(id -> createStep(id, "\"event\":\"paused\"")),
          createMalformed(id -> createStep(id, "\"event\":3")),
          createMalformed(id -> createStep("", "\"event\":\"started\"")),
          createMalformed(
              id -> "{\"task_id\":\"" + id + "\",\"event\":\"started\",\"tenant_id\":\"t\"}"),
          new Kind(id -> null, MALFORMED));

  private BadRecords() {}

  /** How many kinds there are of a stream. */
  static int countKinds(Stream stream) {
    return createRecord(stream).size();
  }

  /** A record of one kind. */
  static Outgoing createRecord(Stream stream, int kind, int partition, Random random) {
    Kind one = createRecord(stream).get(kind);
    String id = "bad-" + Long.toHexString(random.nextLong());
    return new Outgoing(stream, partition, one.payload().apply(id), one.reason());
  }

  private static List<Kind> createRecord(Stream stream) {
    return stream == Stream.MODEL_CALLS ? MODEL_CALLS : COMFYUI;
  }

  private static Kind createMalformed(Function<String, String> payload) {
    return new Kind(id -> payload.apply(id).getBytes(UTF_8), MALFORMED);
  }

  private static String createCall(String id, String rest) {
    return "{\"request_id\":\"%s\",\"event_time\":\"%s\",\"tenant_id\":\"tenant-a\",%s}"
        .formatted(id, Instant.now().minusSeconds(600), rest);
  }

  private static byte[] callAt(String id, String time) {
    return "{\"request_id\":\"%s\",\"event_time\":\"%s\",\"tenant_id\":\"tenant-a\",\"model\":\"m\"}"
        .formatted(id, time)
        .getBytes(UTF_8);
  }

  private static String createStep(String id, String rest) {
    return "{\"task_id\":\"%s\",\"event_time\":\"%s\",\"tenant_id\":\"tenant-a\",%s}"
        .formatted(id, Instant.now().minusSeconds(600), rest);
  }
}
