/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.faults.load.Outgoing;
import io.tidemark.faults.load.Sent;
import io.tidemark.faults.load.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a list of records must have become, computed at once from the records alone: nothing here
 * knows of windows, watermarks, state or retries.
 */
public final class Oracle {

  /** Such records could be read, so their letters name the tenant. */
  private static final Set<String> REFUSED_FOR_THEIR_TIME = Set.of("future", "expired", "too_late");

  /** Payloads of dead letters are cut here. */
  private static final int KEPT_PAYLOAD = 32 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Oracle() {}

  /**
   * The documents that must be there.
   *
   * @param sent in the order of sending
   * @param end the hour from which on hours are still open
   */
  public static Expected of(List<Sent> sent, Instant end) {
    Expected expected = new Expected();
    ModelCallOracle calls = new ModelCallOracle();
    ComfyuiOracle comfyui = new ComfyuiOracle();
    for (Sent one : sent) {
      Outgoing record = one.record();
      if (record.refusal() != null) {
        expected.put(Family.DEAD_LETTERS, deadLetter(one));
      } else if (record.stream() == Stream.MODEL_CALLS) {
        calls.add(parse(record.payload()));
      } else {
        comfyui.add(parse(record.payload()));
      }
    }
    calls.addTo(expected);
    comfyui.addTo(expected, end);
    return expected;
  }

  private static Map<String, Object> deadLetter(Sent sent) {
    Outgoing record = sent.record();
    Map<String, Object> letter = new TreeMap<>();
    letter.put("pipeline", record.stream().pipeline());
    letter.put("reason", record.refusal());
    letter.put("topic", sent.topic());
    letter.put("partition", (long) record.partition());
    letter.put("offset", sent.offset());
    letter.put("record_time", Instant.ofEpochMilli(sent.time()).toString());
    if (record.payload() != null) {
      putPayload(letter, record.payload());
    }
    if (REFUSED_FOR_THEIR_TIME.contains(record.refusal())) {
      letter.put("tenant_id", parse(record.payload()).path("tenant_id").asText());
    }
    return letter;
  }

  private static void putPayload(Map<String, Object> letter, byte[] payload) {
    boolean cut = payload.length > KEPT_PAYLOAD;
    byte[] kept = cut ? java.util.Arrays.copyOf(payload, KEPT_PAYLOAD) : payload;
    letter.put("payload_truncated", Boolean.toString(cut));
    try {
      letter.put("payload", UTF_8.newDecoder().decode(ByteBuffer.wrap(kept)).toString());
      letter.put("payload_encoding", "utf-8");
    } catch (CharacterCodingException binary) {
      letter.put("payload", Base64.getEncoder().encodeToString(kept));
      letter.put("payload_encoding", "base64");
    }
  }

  private static JsonNode parse(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException wrong) {
      throw new IllegalStateException("the load made a record that is no JSON", wrong);
    }
  }
}
