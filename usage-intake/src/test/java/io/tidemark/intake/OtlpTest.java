/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static io.tidemark.intake.RunningIntake.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.tidemark.intake.kafka.IntakeRecord;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class OtlpTest {

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final String SPAN = "eee19b7ec3c1b174";

  /** Ten thousand with {@code -Dtidemark.otlp.mutations=10000}; fewer in a build. */
  private static final int MUTATIONS = Integer.getInteger("tidemark.otlp.mutations", 2_000);

  @TempDir static Path folder;
  private static RunningIntake intake;

  private final long now = Instant.now().toEpochMilli();

  @BeforeAll
  static void start() throws Exception {
    intake = RunningIntake.inMemory(folder, "tidemark.intake.items-per-second=1000000");
  }

  @AfterAll
  static void stop() {
    intake.close();
  }

  @BeforeEach
  void forget() {
    intake.written().take();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue attribute(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private Span.Builder span(String id) {
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)))
        .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(id)))
        .setName("chat qwen")
        .setKindValue(3)
        .setStartTimeUnixNano(now * 1_000_000)
        .setEndTimeUnixNano((now + 250) * 1_000_000)
        .addAttributes(attribute("gen_ai.operation.name", "chat"))
        .addAttributes(attribute("gen_ai.request.model", "qwen3-32b"))
        .addAttributes(attribute("gen_ai.usage.input_tokens", 1200));
  }

  private static ExportTraceServiceRequest traces(Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(attribute("service.name", "gw")))
                .addScopeSpans(scope))
        .build();
  }

  private String tracesAsJson(String inputTokens, String unknown) {
    return """
        {"resourceSpans":[{"resource":{"attributes":[
         {"key":"service.name","value":{"stringValue":"gw"}}]},
         "scopeSpans":[{"spans":[{%s"name":"chat qwen","kind":3,"spanId":"%s","traceId":"%s",
          "startTimeUnixNano":"%d","endTimeUnixNano":%d,"attributes":[
          {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
          {"value":{"stringValue":"qwen3-32b"},"key":"gen_ai.request.model"},
          {"key":"gen_ai.usage.input_tokens","value":{"intValue":%s}}]}]}]}]}"""
        .formatted(
            unknown,
            SPAN.toUpperCase(java.util.Locale.ROOT),
            TRACE,
            now * 1_000_000,
            (now + 250) * 1_000_000,
            inputTokens);
  }

  @Test
  void bothEncodingsGiveTheSameRecords() throws Exception {
    HttpResponse<byte[]> binary =
        intake.post("/v1/traces", PROTOBUF, traces(span(SPAN)).toByteArray());
    List<IntakeRecord> fromBinary = intake.written().take();

    assertThat(binary.statusCode()).isEqualTo(200);
    assertThat(binary.body()).isEmpty();
    assertThat(binary.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(fromBinary).hasSize(1);
    assertThat(fromBinary.get(0).format()).isEqualTo("otel-genai");
    for (String tokens : new String[] {"1200", "\"1200\""}) {
      HttpResponse<byte[]> json =
          intake.post("/v1/traces", tracesAsJson(tokens, "\"unknown\":[{}],"));
      assertThat(text(json)).isEqualTo("{}");
      assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
      List<IntakeRecord> fromJson = intake.written().take();
      assertThat(fromJson).hasSize(1);
      assertThat(new String(fromJson.get(0).value(), UTF_8))
          .isEqualTo(new String(fromBinary.get(0).value(), UTF_8));
    }
  }

  @Test
  void aBadItemDoesNotCostTheOthers() throws Exception {
    String good = tracesAsJson("1200", "");
    String bad = good.replace("\"kind\":3", "\"kind\":3,\"flags\":\"x\"");
    String damaged = good.replace("\"kind\":3", "\"kind\":NaN");
    String both =
        good.substring(0, good.length() - 2)
            + ","
            + bad.substring(bad.indexOf('[') + 1, bad.length() - 2)
            + ","
            + damaged.substring(damaged.indexOf('[') + 1);

    HttpResponse<byte[]> answer = intake.post("/v1/traces", both);

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    assertThat(text(answer)).contains("\"partialSuccess\":{\"rejectedSpans\":\"2\"");
    assertThat(intake.written().take()).hasSize(1);
  }

  @Test
  void saysHowManyItemsWereRejected() throws Exception {
    ExportTraceServiceRequest request =
        traces(span(SPAN), span("1111111111111111").clearStartTimeUnixNano());

    HttpResponse<byte[]> answer = intake.post("/v1/traces", PROTOBUF, request.toByteArray());

    ExportTracePartialSuccess partial =
        ExportTraceServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedSpans()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).contains("startTimeUnixNano");
    assertThat(intake.written().take()).hasSize(1);
  }

  @Test
  void rejectsSpansOfAnotherTenant() throws Exception {
    byte[] request =
        traces(span(SPAN).addAttributes(attribute("tenant.id", "globex"))).toByteArray();

    HttpResponse<byte[]> answer = intake.post("/v1/traces", PROTOBUF, request);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(text(answer)).contains("another tenant");
    assertThat(intake.written().take()).isEmpty();
  }

  @Test
  void ignoresSpansThatAreNoCalls() throws Exception {
    Span.Builder tool =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(new byte[16]))
            .setSpanId(ByteString.copyFrom(new byte[8]))
            .setName("execute_tool")
            .addAttributes(attribute("gen_ai.operation.name", "execute_tool"));

    HttpResponse<byte[]> answer = intake.post("/v1/traces", PROTOBUF, traces(tool).toByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(intake.written().take()).isEmpty();
    assertThat(intake.get("/actuator/prometheus")).contains("result=\"ignored\"");
  }

  @Test
  void answersErrorsInTheTypeOfTheRequest() throws Exception {
    byte[] request = traces(span(SPAN)).toByteArray();

    HttpResponse<byte[]> noKey = intake.postWith("wrong", "/v1/traces", PROTOBUF, request);
    HttpResponse<byte[]> noType = intake.post("/v1/traces", "text/plain", request);
    HttpResponse<byte[]> noJson = intake.post("/v1/traces", "{\"resourceSpans\":[");

    assertThat(noKey.statusCode()).isEqualTo(401);
    assertThat(noKey.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(noKey.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(noKey.body()[1]).isEqualTo((byte) 16);
    assertThat(noType.statusCode()).isEqualTo(415);
    assertThat(noJson.statusCode()).isEqualTo(400);
    assertThat(text(noJson)).startsWith("{\"code\":3,\"message\":\"");
    assertThat(intake.post("/v1/traces", PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
    assertThat(intake.post("/v1development/profiles", PROTOBUF, request).statusCode())
        .isEqualTo(404);
  }

  /** With the answer 200 they would be lost. */
  @Test
  void refusesRequestsForAnotherRoute() throws Exception {
    for (String body : List.of("{\"resourceLogs\":[]}", "{\"request_id\":\"r-1\"}")) {
      HttpResponse<byte[]> answer = intake.post("/v1/traces", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(text(answer)).as(body).contains("no resourceSpans", "/v1/logs");
    }
    for (String body :
        List.of("{}", "{\"resourceSpans\":[]}", "{\"more\":1,\"resource_spans\":null}")) {
      HttpResponse<byte[]> answer = intake.post("/v1/traces", body);
      assertThat(text(answer)).as(body).isEqualTo("{}");
      assertThat(answer.statusCode()).as(body).isEqualTo(200);
    }
  }

  @Test
  void survivesMutatedRequests() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] request =
        traces(span(SPAN), span("2222222222222222"), span("3333333333333333")).toByteArray();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = request.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(8) == 0 ? random.nextInt(mutated.length) : mutated.length;
      HttpResponse<byte[]> answer =
          intake.post("/v1/traces", PROTOBUF, java.util.Arrays.copyOf(mutated, length));
      assertThat(answer.statusCode()).as("seed %d, request %d", seed, i).isIn(200, 400, 403);
    }
    assertThat(intake.written().take())
        .isNotEmpty()
        .allMatch(record -> record.sender().tenant().equals("acme"));
  }

  @Test
  void rejectsRequestsOfManyTinyMessages() throws Exception {
    byte[] spans = new byte[4_000_000];
    for (int i = 0; i < spans.length; i += 2) {
      spans[i] = 0x12; // An empty span.
    }
    byte[] request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().setSchemaUrl("x")))
            .build()
            .toByteArray();
    byte[] scope = new byte[spans.length + 5];
    com.google.protobuf.CodedOutputStream out =
        com.google.protobuf.CodedOutputStream.newInstance(scope);
    out.writeByteArray(2, spans);
    out.flush();
    java.io.ByteArrayOutputStream whole = new java.io.ByteArrayOutputStream();
    com.google.protobuf.CodedOutputStream outer =
        com.google.protobuf.CodedOutputStream.newInstance(whole);
    outer.writeByteArray(1, java.util.Arrays.copyOf(scope, out.getTotalBytesWritten()));
    outer.flush();

    assertThat(request).isNotEmpty();
    assertThat(intake.post("/v1/traces", PROTOBUF, whole.toByteArray()).statusCode())
        .isEqualTo(413);
  }

  @Test
  void readsMetricsOfCodingAgents() throws Exception {
    byte[] request = createMetrics(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA, 1);

    HttpResponse<byte[]> answer = intake.post("/v1/metrics", PROTOBUF, request);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    // A point of cached tokens is two measurements, and travels once.
    List<IntakeRecord> records = intake.written().take();
    assertThat(records).hasSize(1);
    assertThat(records.get(0).topic()).isEqualTo("intake.coding-agents");
    assertThat(new String(records.get(0).value(), UTF_8)).contains("\"asDouble\":15800.0");
  }

  @Test
  void rejectsEveryPointOfAnUnspecifiedTemporality() throws Exception {
    byte[] request = createMetrics(AggregationTemporality.AGGREGATION_TEMPORALITY_UNSPECIFIED, 5);

    HttpResponse<byte[]> answer = intake.post("/v1/metrics", PROTOBUF, request);

    ExportMetricsPartialSuccess partial =
        ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedDataPoints()).isEqualTo(5);
    assertThat(partial.getErrorMessage()).contains("aggregationTemporality");
  }

  private byte[] createMetrics(AggregationTemporality temporality, int points) {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .setStartTimeUnixNano((now - 60_000) * 1_000_000)
            .setAsDouble(15_800)
            .addAttributes(attribute("type", "cacheRead"))
            .addAttributes(attribute("session.id", "s-1"));
    Sum.Builder sum = Sum.newBuilder().setAggregationTemporality(temporality);
    for (int i = 0; i < points; i++) {
      sum.addDataPoints(point.setTimeUnixNano((now - i) * 1_000_000));
    }
    Metric.Builder metric = Metric.newBuilder().setName("claude_code.token.usage").setSum(sum);
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build()
        .toByteArray();
  }

  @Test
  void readsLogsOfCodingAgents() throws Exception {
    LogRecord call =
        LogRecord.newBuilder()
            .setTimeUnixNano(now * 1_000_000)
            .setBody(AnyValue.newBuilder().setStringValue("claude_code.api_request"))
            .addAttributes(attribute("event.name", "api_request"))
            .addAttributes(attribute("request_id", "req_0001"))
            .addAttributes(attribute("session.id", "s-1"))
            .addAttributes(attribute("input_tokens", 12))
            .addAttributes(attribute("cache_read_tokens", "15800"))
            .build();
    LogRecord prompt =
        LogRecord.newBuilder()
            .setTimeUnixNano(now * 1_000_000)
            .setBody(AnyValue.newBuilder().setStringValue("claude_code.user_prompt"))
            .addAttributes(attribute("prompt", "a secret"))
            .build();
    byte[] request =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .setResource(
                        Resource.newBuilder()
                            .addAttributes(attribute("service.name", "claude-code")))
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(call).addLogRecords(prompt)))
            .build()
            .toByteArray();

    HttpResponse<byte[]> answer = intake.post("/v1/logs", PROTOBUF, request);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    List<IntakeRecord> records = intake.written().take();
    assertThat(records).hasSize(1);
    assertThat(records.get(0).format()).isEqualTo("otlp-logs");
    assertThat(new String(records.get(0).value(), UTF_8))
        .contains("req_0001")
        .doesNotContain("a secret");
  }
}
