/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.tidemark.stack.process.FreePorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No request ends the service, which ends when its heap does not suffice. */
@Tag("cluster")
class HeapTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final int MAX_UNPACKED = 64 * MEBIBYTE;
  private static final String EVENTS = "/api/v1/events";
  private static final String SPANS = "/api/v1/events/otel-genai";
  private static final String JSON = "application/json";
  private static final String TRACES = "/v1/traces";
  private static final String BEFORE_SPANS = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[";
  private static final String BEHIND_SPANS = "]}]}]}";

  /** A call behind blanks, packed. */
  private static final byte[] LARGE = pack(paddedTo(16 * MEBIBYTE));

  @TempDir static Path folder;
  private static IntakeJvm intake;

  private final HttpClient client = HttpClient.newHttpClient();

  /** Without Kafka: what is accepted goes to the spool. */
  @BeforeAll
  static void start() throws IOException {
    Path keys = folder.resolve("keys.yaml");
    Files.writeString(
        keys,
        "keys:\n- {sha256: \"%s\", tenant_id: acme}\n"
            .formatted(RunningIntake.sha256(RunningIntake.KEY)));
    List<String> arguments =
        List.of(
            "--tidemark.keys.file=" + keys,
            "--tidemark.kafka.bootstrap-servers=127.0.0.1:" + FreePorts.findNext(),
            "--spool=" + folder.resolve("spool"),
            "--tidemark.spool.after=100ms",
            "--tidemark.intake.items-per-second=1000000");
    intake = IntakeJvm.start(folder.resolve("intake"), FreePorts.findNext(), arguments);
  }

  @AfterAll
  static void stop() {
    intake.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 32, 48, 64})
  void readsOrRefusesALargeBody(int mebibytes) throws Exception {
    HttpResponse<String> answer = post(EVENTS, JSON, paddedTo(mebibytes * MEBIBYTE));

    if (mebibytes <= 48) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    } else {
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("bytes of memory", "tidemark.intake.memory");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        EVENTS + " [ x,",
        EVENTS + " [ ,",
        EVENTS + " [ {},",
        EVENTS + " {}\\n {}\\n",
        EVENTS + " [ \u00ff,",
        EVENTS + "/new-api {\"data\":{\"items\":[ x,",
        EVENTS + "/comfyui-history { \"a\":x,",
        SPANS + " {\"resourceSpans\":[ x,",
        SPANS + " {\"resourceSpans\":[ {},",
        TRACES + " {\"resourceSpans\":[ x,",
        TRACES + " {\"resourceSpans\":[ {},",
        TRACES + " {\"resourceSpans\":[ ,",
        "/v1/metrics {\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[ {\"sum\":{}},",
        "/v1/logs {\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[ x,",
      })
  void readsOrRefusesManySmallItems(String path, String start, String item) throws Exception {
    for (int bytes : new int[] {4 * MEBIBYTE, 12 * MEBIBYTE, MAX_UNPACKED}) {
      String one = item.replace("\\n", "\n");
      String begin = start.replace("\\n", "\n");
      String rest = begin.replaceAll("[^{\\[]", "");
      String end = new StringBuilder(rest).reverse().toString().replace('{', '}').replace('[', ']');
      String many = begin + one.repeat((bytes - begin.length()) / one.length() - 4) + "1" + end;

      HttpResponse<String> answer = post(path, JSON, many.getBytes(ISO_8859_1));
      assertThat(answer.statusCode()).as("%d bytes", bytes).isLessThan(500);
    }
  }

  /** Each of them is kept until the last one of the trace is read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"parentSpanId\":\"a\"},",
        "{\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}}]},",
        "{\"attributes\":[{\"key\":\"gen_ai.request.model\",\"value\":{\"stringValue\":\"m\"}}]},",
      })
  void readsOrRefusesManySpans(String span) throws Exception {
    for (int mebibytes : new int[] {2, 4, 8, 12, 16}) {
      int times = mebibytes * MEBIBYTE / span.length();
      String body = BEFORE_SPANS + span.repeat(times) + "{}" + BEHIND_SPANS;
      byte[] packed = pack(body.getBytes(UTF_8));

      assertThat(postPacked(SPANS, JSON, packed).statusCode()).isLessThan(500);
      assertThat(postPacked(TRACES, JSON, packed).statusCode()).isEqualTo(413);
    }
  }

  /** What the batch processor of a collector sends, and as many items as a request may have. */
  @ParameterizedTest
  @CsvSource({"8192, 20", "10000, 25"})
  void acceptsBatchesOfACollector(int spans, int attributes) throws Exception {
    for (String type : List.of("application/x-protobuf", JSON)) {
      CollectorBatch batch = new CollectorBatch(spans, attributes);
      byte[] body = type.equals(JSON) ? batch.toJson() : batch.toProtobuf();

      HttpResponse<String> answer = post(TRACES, type, body);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(batch.countIn(folder.resolve("spool"))).isEqualTo(spans);
    }
  }

  /** What a resource says is copied into the record of each of its spans. */
  @Test
  void readsOrRefusesALongResourceOfManySpans() throws Exception {
    String attribute = "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"%s\"}},";
    String resource = attribute.formatted("x".repeat(200)).repeat(1000);
    StringBuilder body = new StringBuilder("{\"resourceSpans\":[{\"resource\":{\"attributes\":[");
    body.append(resource).append("{}]},\"scopeSpans\":[{\"spans\":[");
    for (int i = 0; i < 5000; i++) {
      body.append(i == 0 ? "" : ",").append(chat(i));
    }
    byte[] packed = pack(body.append(BEHIND_SPANS).toString().getBytes(UTF_8));

    assertThat(postPacked(SPANS, JSON, packed).statusCode()).isLessThan(500);
    assertThat(postPacked(TRACES, JSON, packed).statusCode()).isLessThan(500);
  }

  private static String chat(int i) {
    return "{\"traceId\":\"%032x\",\"spanId\":\"%016x\",".formatted(1, i + 1)
        + "\"startTimeUnixNano\":\"%d000000\",\"attributes\":".formatted(now())
        + "[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}},"
        + "{\"key\":\"gen_ai.request.model\",\"value\":{\"stringValue\":\"m\"}}]}";
  }

  @Test
  void readsOrRefusesProtobufThatGrows() throws Exception {
    List<ExportTraceServiceRequest> requests = new ArrayList<>();
    for (int mebibytes : new int[] {1, 4, 12}) {
      int bytes = mebibytes * MEBIBYTE;
      requests.add(requestOf(Span.newBuilder(), bytes / 2));
      requests.add(requestOf(spanWith(KeyValue.getDefaultInstance(), 200), bytes / 400));
      requests.add(requestOf(spanWith(attribute("\u0001".repeat(1000)), 1), bytes / 1000));
      requests.add(requestOf(spanWith(attribute("x"), 20), bytes / 200));
      requests.add(requestOf(Span.newBuilder().setName("é".repeat(400_000)), bytes / 800_000));
    }
    for (ExportTraceServiceRequest request : requests) {
      assertThat(post(TRACES, "application/x-protobuf", request.toByteArray()).statusCode())
          .isLessThan(500);
    }
  }

  private static KeyValue attribute(String value) {
    return KeyValue.newBuilder()
        .setKey("k")
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static Span.Builder spanWith(KeyValue attribute, int times) {
    Span.Builder span = Span.newBuilder();
    for (int i = 0; i < times; i++) {
      span.addAttributes(attribute);
    }
    return span;
  }

  private static ExportTraceServiceRequest requestOf(Span.Builder span, int times) {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    Span one = span.build();
    for (int i = 0; i < times; i++) {
      spans.addSpans(one);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(spans))
        .build();
  }

  @Test
  void readsOrRefusesManyLargeRequestsAtTheSameTime() throws Exception {
    byte[] body = pack(paddedTo(8 * MEBIBYTE));
    byte[] few = pack((call() + "\n").repeat(9000).getBytes(UTF_8));
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      answers.add(client.sendAsync(request(EVENTS, JSON, i % 2 == 0 ? body : few), asText()));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isIn(202, 413, 503);
    }
  }

  /** The service runs, and all of its memory is free again. */
  @AfterEach
  void assertServes() throws Exception {
    HttpResponse<String> answer = postPacked(EVENTS, JSON, LARGE);
    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"rejected\":[]}");
  }

  /** Blanks before the one item. */
  private static byte[] paddedTo(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) ' ');
    byte[] call = call().getBytes(UTF_8);
    System.arraycopy(call, 0, body, length - call.length, call.length);
    return body;
  }

  private static String call() {
    return "{\"request_id\":\"r-1\",\"event_time\":%d,\"model\":\"m\"}".formatted(now());
  }

  private static long now() {
    return Instant.now().toEpochMilli();
  }

  private HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
    return postPacked(path, type, pack(body));
  }

  private HttpResponse<String> postPacked(String path, String type, byte[] packed)
      throws Exception {
    return client.send(request(path, type, packed), asText());
  }

  private static byte[] pack(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static HttpResponse.BodyHandler<String> asText() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static HttpRequest request(String path, String type, byte[] packed) {
    return HttpRequest.newBuilder(intake.uri().resolve(path))
        .POST(HttpRequest.BodyPublishers.ofByteArray(packed))
        .header("Authorization", "Bearer " + RunningIntake.KEY)
        .header("Content-Type", type)
        .header("Content-Encoding", "gzip")
        .timeout(Duration.ofMinutes(1))
        .build();
  }
}
