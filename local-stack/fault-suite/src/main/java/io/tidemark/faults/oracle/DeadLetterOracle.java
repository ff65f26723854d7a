/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidemark.faults.load.Outgoing;
import io.tidemark.faults.load.Sent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The dead letter of a rejected record. The load has no fields but those that are read, and its
 * addresses are IPv4.
 */
final class DeadLetterOracle {

  /** Payloads of dead letters are cut here. */
  private static final int KEPT_PAYLOAD = 32 * 1024;

  /** A text is cut behind the first character that is too much for an identifier. */
  private static final int KEPT_TEXT = 513;

  /** The same for a request id. */
  private static final int KEPT_ID = 8193;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private DeadLetterOracle() {}

  static void addRecord(Sent sent, Expected expected) {
    Outgoing record = sent.record();
    Map<String, Object> letter = new TreeMap<>();
    letter.put("pipeline", record.stream().pipeline());
    letter.put("reason", record.refusal());
    letter.put("topic", sent.topic());
    letter.put("partition", (long) record.partition());
    letter.put("offset", sent.offset());
    letter.put("record_time", Instant.ofEpochMilli(sent.time()).toString());
    Map<String, Object> payload = new TreeMap<>();
    JsonNode parsed = record.payload() == null ? null : parseRecord(record.payload());
    if (record.payload() != null) {
      String tenant = readTenant(record.payload());
      if (tenant != null) {
        letter.put("tenant_id", tenant);
      }
      putPayload(payload, parsed == null ? record.payload() : keepPayload(parsed));
    }
    if (parsed != null) {
      letter.putAll(payload);
    }
    expected.putDocument(Family.DEAD_LETTERS, letter);
    expected.putInTopic(letter, payload);
  }

  /** The record as JSON; null when it is none. */
  private static JsonNode parseRecord(byte[] payload) {
    try {
      // Damaged characters are replaced, as the job does.
      JsonNode parsed = JSON.readTree(new String(payload, UTF_8));
      return parsed.isMissingNode() ? null : parsed;
    } catch (IOException notJson) {
      return null;
    }
  }

  private static byte[] keepPayload(JsonNode record) {
    if (record instanceof ObjectNode object) {
      ObjectNode kept = object.deepCopy();
      object
          .properties()
          .forEach(one -> kept.set(one.getKey(), cutText(one.getKey(), one.getValue())));
      kept.properties().removeIf(one -> one.getKey().indexOf('\uFFFD') >= 0);
      if (kept.path("client_ip").isTextual()) {
        kept.put("client_ip", kept.path("client_ip").textValue().replaceFirst("\\d+$", "0"));
      }
      return kept.toString().getBytes(UTF_8);
    }
    String kind = record.isTextual() ? "\"\"" : record.isArray() ? "[]" : record.toString();
    return kind.getBytes(UTF_8);
  }

  private static JsonNode cutText(String name, JsonNode value) {
    int most = name.equals("request_id") ? KEPT_ID : KEPT_TEXT;
    boolean tooLong = value.isTextual() && value.textValue().length() > most;
    return tooLong ? TextNode.valueOf(value.textValue().substring(0, most)) : value;
  }

  /** The tenant that the record names before it breaks, if it does. */
  private static String readTenant(byte[] payload) {
    String tenant = null;
    try (JsonParser parser = JSON.createParser(payload)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = "tenant_id".equals(parser.currentName());
        if (parser.nextToken() == JsonToken.VALUE_STRING && found) {
          tenant = parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException broken) {
      return tenant;
    }
    return tenant;
  }

  private static void putPayload(Map<String, Object> letter, byte[] payload) {
    boolean cut = payload.length > KEPT_PAYLOAD;
    byte[] kept = cut ? Arrays.copyOf(payload, KEPT_PAYLOAD) : payload;
    letter.put("payload_truncated", Boolean.toString(cut));
    try {
      letter.put("payload", UTF_8.newDecoder().decode(ByteBuffer.wrap(kept)).toString());
      letter.put("payload_encoding", "utf-8");
    } catch (CharacterCodingException binary) {
      letter.put("payload", Base64.getEncoder().encodeToString(kept));
      letter.put("payload_encoding", "base64");
    }
  }
}
