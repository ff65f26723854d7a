/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.hourly.HourText;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

/**
 * A dead letter as JSON, for the topic and for the index. A payload that could not be parsed may
 * hold anything, prompts among it, and is in the topic alone.
 */
public final class DeadLetterDocument {

  /** Payloads are kept up to this length, 32 KiB. */
  public static final int MAX_PAYLOAD_BYTES = 32 * 1024;

  /** Record times further away than this are a producer's mistake and do not name an index. */
  private static final long MAX_RECORD_AGE = Duration.ofDays(30).toMillis();

  private static final long MAX_RECORD_LEAD = Duration.ofDays(1).toMillis();

  private DeadLetterDocument() {}

  /** Cuts a payload to the length that is kept. */
  public static byte[] cut(byte[] payload) {
    return payload == null || payload.length <= MAX_PAYLOAD_BYTES
        ? payload
        : Arrays.copyOf(payload, MAX_PAYLOAD_BYTES);
  }

  /** The document for the index; the first writing of it stays. */
  public static DocumentWrite write(DeadLetter letter) {
    return DocumentWrite.createOnly(
        IndexFamily.DEAD_LETTERS.indexAt(day(letter)), id(letter), json(letter, !letter.unparsed));
  }

  /** The letter as one JSON object, for the topic. */
  public static byte[] json(DeadLetter letter) {
    return json(letter, true);
  }

  private static byte[] json(DeadLetter letter, boolean withPayload) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.field("recorded_at", HourText.rfc3339(letter.recordedAt));
    json.field("pipeline", letter.pipeline);
    json.field("reason", letter.reason);
    json.field("message", letter.message);
    if (letter.tenantId != null) {
      json.field("tenant_id", letter.tenantId);
    }
    json.field("topic", letter.topic);
    json.field("partition", letter.partition);
    json.field("offset", letter.offset);
    json.field("record_time", HourText.rfc3339(letter.recordTime));
    if (withPayload && letter.payload != null) {
      payload(letter, json);
    }
    json.endObject();
    return json.finish();
  }

  private static void payload(DeadLetter letter, JsonWriter json) {
    byte[] text = letter.truncated ? wholeCharacters(letter.payload) : letter.payload;
    boolean readable = isUtf8(text);
    json.field(
        "payload",
        readable ? new String(text, UTF_8) : Base64.getEncoder().encodeToString(letter.payload));
    json.field("payload_encoding", readable ? "utf-8" : "base64");
    json.field("payload_truncated", letter.truncated);
  }

  /** Drops the character that the cut went through, if it did. */
  private static byte[] wholeCharacters(byte[] cut) {
    int end = cut.length;
    int back = 0;
    while (back < 4 && end > 0 && (cut[end - 1] & 0xC0) == 0x80) {
      end--;
      back++;
    }
    boolean leads = end > 0 && (cut[end - 1] & 0xC0) == 0xC0;
    return leads ? Arrays.copyOf(cut, end - 1) : cut;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException expected) {
      return false;
    }
  }

  private static String id(DeadLetter letter) {
    String record = letter.topic + "-" + letter.partition + "-" + letter.offset;
    return letter.item == 0 ? record : record + "-" + letter.item;
  }

  private static long day(DeadLetter letter) {
    long age = letter.recordedAt - letter.recordTime;
    return age > MAX_RECORD_AGE || age < -MAX_RECORD_LEAD ? letter.recordedAt : letter.recordTime;
  }
}
