/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import io.tidemark.faults.load.Outgoing;
import io.tidemark.faults.load.Sent;
import io.tidemark.faults.load.Stream;
import io.tidemark.testkit.oracle.ComfyuiOracle;
import io.tidemark.testkit.oracle.Event;
import io.tidemark.testkit.oracle.ModelCallOracle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The documents of all families that a list of records must have become. */
public final class Oracle {

  /** As the job has it by default. */
  private static final Duration MAX_TASK = Duration.ofHours(24);

  private Oracle() {}

  /**
   * Computes the documents that must be there.
   *
   * @param sent in the order of sending
   * @param end the hour from which on hours are still open
   */
  public static Expected computeExpected(List<Sent> sent, Instant end) {
    Expected expected = new Expected();
    ModelCallOracle calls = new ModelCallOracle();
    ComfyuiOracle comfyui = new ComfyuiOracle(MAX_TASK.toMillis(), end.toEpochMilli());
    for (Sent one : sent) {
      Outgoing record = one.record();
      if (record.refusal() != null) {
        DeadLetterOracle.addRecord(one, expected);
      } else if (record.stream() == Stream.MODEL_CALLS) {
        calls.add(Event.parse(record.payload()));
      } else {
        comfyui.add(Event.parse(record.payload()));
      }
    }
    putAll(expected, Family.MODEL_CALLS_HOURLY, calls.hours());
    calls.records().forEach(one -> expected.putAnyOf(Family.MODEL_CALLS_RECORDS, one));
    putAll(expected, Family.PIPELINE_HOURLY, calls.pipelineHours());
    putAll(expected, Family.COMFYUI_HOURLY, comfyui.hours());
    putAll(expected, Family.COMFYUI_RECORDS, comfyui.records());
    putAll(expected, Family.PIPELINE_HOURLY, comfyui.pipelineHours());
    Map<String, Map<String, Object>> levels =
        comfyui.concurrency().documents(end.toEpochMilli() - 1, Map.of());
    putAll(expected, Family.COMFYUI_CONCURRENCY, levels);
    return expected;
  }

  private static void putAll(
      Expected expected, Family family, Map<String, Map<String, Object>> documents) {
    documents.values().forEach(fields -> expected.putDocument(family, fields));
  }
}
