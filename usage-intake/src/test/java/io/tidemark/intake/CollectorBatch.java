/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Calls of one trace in both encodings of OTLP, as a collector sends them together. */
final class CollectorBatch {

  private static final String SPAN =
      "{\"traceId\":\"%s\",\"spanId\":\"%016x\",\"startTimeUnixNano\":\"%d\",\"attributes\":[%s]}";
  private static final String ATTRIBUTE = "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}";

  private final String traceId = UUID.randomUUID().toString().replace("-", "");
  private final long start = Instant.now().toEpochMilli() * 1_000_000;
  private final int spans;
  private final int attributes;

  CollectorBatch(int spans, int attributes) {
    this.spans = spans;
    this.attributes = attributes;
  }

  byte[] toJson() {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= spans; i++) {
      List<String> own = new ArrayList<>();
      listAttributes(i).forEach((key, value) -> own.add(ATTRIBUTE.formatted(key, value)));
      all.add(SPAN.formatted(traceId, i, start, String.join(",", own)));
    }
    return ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + String.join(",", all) + "]}]}]}")
        .getBytes(UTF_8);
  }

  byte[] toProtobuf() {
    ByteString trace = ByteString.copyFrom(HexFormat.of().parseHex(traceId));
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 1; i <= spans; i++) {
      byte[] id = HexFormat.of().parseHex("%016x".formatted(i));
      Span.Builder span =
          Span.newBuilder()
              .setTraceId(trace)
              .setSpanId(ByteString.copyFrom(id))
              .setStartTimeUnixNano(start);
      listAttributes(i).forEach((key, value) -> span.addAttributes(createAttribute(key, value)));
      scope.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  /** How many of the spans are in the files of a folder. */
  int countIn(Path folder) throws IOException {
    int count = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, ISO_8859_1);
        for (int at = text.indexOf(traceId); at >= 0; at = text.indexOf(traceId, at + 1)) {
          count++;
        }
      }
    }
    return count;
  }

  /** Two say that the span is a call; the others are not read. */
  private Map<String, String> listAttributes(int span) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("gen_ai.operation.name", "chat");
    all.put("gen_ai.request.model", "m");
    for (int i = all.size(); i < attributes; i++) {
      all.put("app.attribute." + i, "value-%d-%d".formatted(span, i));
    }
    return all;
  }

  private static KeyValue createAttribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
