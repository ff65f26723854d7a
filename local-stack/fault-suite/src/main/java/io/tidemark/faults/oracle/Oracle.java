/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.faults.load.Outgoing;
import io.tidemark.faults.load.Sent;
import io.tidemark.faults.load.Stream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What a list of records must have become, computed at once from the records alone: nothing here
 * knows of windows, watermarks, state or retries.
 */
public final class Oracle {

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
        DeadLetterOracle.add(one, expected);
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

  private static JsonNode parse(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException wrong) {
      throw new IllegalStateException("the load made a record that is no JSON", wrong);
    }
  }
}
