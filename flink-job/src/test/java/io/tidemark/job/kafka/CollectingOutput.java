/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.job.admission.SourceEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Writes down what a reader hands on, one line each. */
final class CollectingOutput implements ReaderOutput<SourceEvent<Reading>> {

  final List<String> lines = new ArrayList<>();

  /** Thrown by what follows the source; null for nothing. */
  RuntimeException failure;

  private String split = "-";

  @Override
  public void collect(SourceEvent<Reading> incoming) {
    if (failure != null) {
      throw failure;
    }
    lines.add(
        split
            + " "
            + switch (incoming.kind()) {
              case EVENT -> "event " + incoming.event().time;
              case HEARTBEAT -> "heartbeat " + incoming.eventTime();
              case REJECTED -> refusal(incoming);
            });
  }

  private static String refusal(SourceEvent<Reading> incoming) {
    String known = incoming.event() == null ? "" : " (event " + incoming.event().time + ")";
    return "%s @%d.%d: %s%s"
        .formatted(
            incoming.reason().id(), incoming.offset(), incoming.item(), incoming.message(), known);
  }

  @Override
  public void collect(SourceEvent<Reading> incoming, long timestamp) {
    throw new AssertionError("times are the business of the watermark strategy");
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new AssertionError("watermarks are the business of the watermark strategy");
  }

  @Override
  public void markIdle() {
    lines.add("idle");
  }

  @Override
  public void markActive() {
    lines.add("active");
  }

  @Override
  public SourceOutput<SourceEvent<Reading>> createOutputForSplit(String splitId) {
    split = splitId;
    return this;
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    throw new AssertionError("partitions are never given back");
  }
}
