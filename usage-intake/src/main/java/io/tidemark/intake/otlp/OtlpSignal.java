/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tidemark.intake.reading.WorkloadIntake;
import java.util.List;
import java.util.Set;

/** A signal of OTLP, and where its items go. */
@SuppressWarnings("ImmutableEnumChecker") // Descriptors and lists are unmodifiable.
enum OtlpSignal {
  TRACES(
      ExportTraceServiceRequest.getDefaultInstance(),
      "rejectedSpans",
      WorkloadIntake.MODEL_CALLS,
      "otel-genai",
      Set.of("Span")),
  METRICS(
      ExportMetricsServiceRequest.getDefaultInstance(),
      "rejectedDataPoints",
      WorkloadIntake.CODING_AGENTS,
      "otlp-metrics",
      Set.of(
          "NumberDataPoint",
          "HistogramDataPoint",
          "ExponentialHistogramDataPoint",
          "SummaryDataPoint")),
  LOGS(
      ExportLogsServiceRequest.getDefaultInstance(),
      "rejectedLogRecords",
      WorkloadIntake.CODING_AGENTS,
      "otlp-logs",
      Set.of("LogRecord"));

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  final Message empty;
  final String rejectedName;
  final WorkloadIntake<?> workload;
  final String format;

  /** Names of the messages that are items. */
  final Set<String> items;

  OtlpSignal(
      Message empty,
      String rejectedName,
      WorkloadIntake<?> workload,
      String format,
      Set<String> items) {
    this.empty = empty;
    this.rejectedName = rejectedName;
    this.workload = workload;
    this.format = format;
    this.items = items;
  }

  /** Passes over unknown fields, of which each takes many times its bytes. */
  Parser<? extends Message> parser() {
    return DiscardUnknownFieldsParser.wrap(empty.getParserForType());
  }

  /** Whether an item has its ids, or its time. */
  boolean isWhole(Message item) {
    return switch (this) {
      case TRACES ->
          countBytes(item, "trace_id") == TRACE_ID_BYTES
              && countBytes(item, "span_id") == SPAN_ID_BYTES;
      case METRICS -> true;
      case LOGS -> hasTime(item, "time_unix_nano") || hasTime(item, "observed_time_unix_nano");
    };
  }

  private static int countBytes(Message item, String name) {
    return ((ByteString) item.getField(item.getDescriptorForType().findFieldByName(name))).size();
  }

  private static boolean hasTime(Message item, String name) {
    return (long) item.getField(item.getDescriptorForType().findFieldByName(name)) != 0;
  }

  /** The arrays through which items are reached in JSON; a slash leads into an object. */
  List<List<String>> path() {
    return switch (this) {
      case TRACES -> List.of(List.of("resourceSpans"), List.of("scopeSpans"), List.of("spans"));
      case METRICS ->
          List.of(
              List.of("resourceMetrics"),
              List.of("scopeMetrics"),
              List.of("metrics"),
              List.of("sum/dataPoints", "histogram/dataPoints"));
      case LOGS -> List.of(List.of("resourceLogs"), List.of("scopeLogs"), List.of("logRecords"));
    };
  }
}
