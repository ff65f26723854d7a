/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static io.tidemark.intake.RunningIntake.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.intake.kafka.IntakeRecord;
import io.tidemark.intake.reading.WorkloadIntake;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key of one tenant cannot write into another, in any format and on any route. */
@Tag("fast")
class TenantIsolationTest {

  private static final Path EXAMPLES =
      Path.of("../usage-model/src/test/resources/io/tidemark/model/modelcalls/formats");
  private static final String PLACE = "TENANT";
  private static final String FOREIGN = "globex";
  private static final String ATTRIBUTE =
      "{\"key\":\"tenant.id\",\"value\":{\"stringValue\":\"TENANT\"}}";

  @TempDir static Path folder;
  private static RunningIntake intake;

  /** A route with a body that names a tenant, where the format can. */
  private record Sent(String route, String body) {
    String withoutTenant() {
      return body.replace("tenant.id", "another.attribute").replace(PLACE, "");
    }

    @Override
    public String toString() {
      return route;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    // The times of the examples stay as they are.
    intake =
        RunningIntake.inMemory(
            folder,
            "tidemark.intake.retention=36500d",
            "tidemark.intake.max-future=36500d",
            "tidemark.intake.items-per-second=1000000");
  }

  @AfterAll
  static void stop() {
    intake.close();
  }

  @BeforeEach
  void forget() {
    intake.written().take();
  }

  static List<Sent> everyFormatAndRoute() throws IOException {
    Map<String, String> bodies = bodies();
    List<Sent> all = new ArrayList<>();
    for (WorkloadIntake<?> workload : WorkloadIntake.listAll()) {
      for (String format : workload.formats().names()) {
        String name = format.equals("native") ? workload.name() : format;
        assertThat(bodies).as("a body of every format").containsKey(name);
        String body = bodies.get(name);
        all.add(new Sent("/api/v1/events/" + format + "?workload=" + workload.name(), body));
        if (format.equals("native")) {
          all.add(new Sent("/api/v1/events?workload=" + workload.name(), body));
        }
      }
    }
    all.add(new Sent("/api/v1/events", bodies.get("cloudevents")));
    all.add(new Sent("/v1/traces", bodies.get("otel-genai")));
    all.add(new Sent("/v1/logs", bodies.get("otlp-logs")));
    all.add(new Sent("/v1/metrics", bodies.get("otlp-metrics")));
    return all;
  }

  private static Map<String, String> bodies() throws IOException {
    String member = "\"tenant_id\":\"TENANT\",";
    Map<String, String> bodies = new TreeMap<>();
    bodies.put("ai-gateway", example("ai-gateway").replace("\"acc-1\"", "\"TENANT\""));
    bodies.put("litellm", example("litellm").replace("_org_id\": null", "_org_id\": \"TENANT\""));
    bodies.put(
        "cloudevents", example("cloudevents").replace("\"data\": {", "\"data\": {" + member));
    bodies.put(
        "otel-genai",
        example("otel-genai")
            .replaceFirst("\"attributes\": \\[", "\"attributes\": [" + ATTRIBUTE + ","));
    for (String flat : List.of("ms-swift", "new-api", "envoy-access-log", "higress")) {
      bodies.put(flat, example(flat).replaceFirst("\\{", "{" + member));
    }
    String time = "\"event_time\":1767229200125";
    bodies.put("model-calls", "{" + member + time + ",\"request_id\":\"r\",\"model\":\"m\"}");
    bodies.put("comfyui", "{" + member + time + ",\"task_id\":\"t\",\"event\":\"submitted\"}");
    bodies.put("training", "{" + member + time + ",\"job_id\":\"j\",\"event\":\"started\"}");
    bodies.put(
        "coding-agents",
        "{" + member + time + ",\"measurement_id\":\"m\",\"metric\":\"commit\",\"value\":1}");
    bodies.put(
        "image-jobs", "{" + member + time + ",\"job_id\":\"i\",\"model\":\"sdxl\",\"images\":2}");
    bodies.put(
        "comfyui-history",
        "{\"p-1\":{"
            + member
            + "\"status\":{\"messages\":[[\"execution_success\",{\"timestamp\":1767229203000}]]}}}");
    bodies.put(
        "audit-log",
        "{"
            + member
            + "\"timestamp\":\"2026-01-01T01:00:23Z\",\"request_id\":\"r-1\","
            + "\"processing_time_sec\":20.5,\"status\":\"success\",\"workflow\":\"w\"}");
    bodies.put(
        "otlp-logs",
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":["
            + ATTRIBUTE
            + "]},\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"1767229200125000000\","
            + "\"body\":{\"stringValue\":\"claude_code.api_request\"},\"attributes\":["
            + "{\"key\":\"request_id\",\"value\":{\"stringValue\":\"req_1\"}},"
            + "{\"key\":\"input_tokens\",\"value\":{\"intValue\":\"12\"}}]}]}]}]}");
    bodies.put(
        "otlp-metrics",
        "{\"resourceMetrics\":[{\"resource\":{\"attributes\":["
            + ATTRIBUTE
            + "]},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"claude_code.commit.count\","
            + "\"sum\":{\"aggregationTemporality\":1,\"isMonotonic\":true,\"dataPoints\":["
            + "{\"timeUnixNano\":\"1767229200125000000\",\"asInt\":\"1\",\"attributes\":["
            + "{\"key\":\"session.id\",\"value\":{\"stringValue\":\"s\"}}]}]}}]}]}]}");
    return bodies;
  }

  private static String example(String format) throws IOException {
    return Files.readString(EXAMPLES.resolve(format + ".json"));
  }

  @ParameterizedTest
  @MethodSource("everyFormatAndRoute")
  void nothingReachesAnotherTenant(Sent sent) throws Exception {
    assertThat(sent.body()).contains(PLACE);
    HttpResponse<byte[]> own =
        intake.post(sent.route(), sent.body().replace(PLACE, RunningIntake.TENANT));
    assertThat(own.statusCode()).as(text(own)).isIn(200, 202);
    assertThat(intake.written().take()).isNotEmpty();

    HttpResponse<byte[]> foreign = intake.post(sent.route(), sent.body().replace(PLACE, FOREIGN));

    List<IntakeRecord> written = intake.written().take();
    // Formats without a tenant leave the name out as they leave out all that they do not read.
    assertThat(foreign.statusCode()).as(text(foreign)).isEqualTo(written.isEmpty() ? 403 : 202);
    assertThat(written)
        .allSatisfy(
            record -> {
              assertThat(record.sender().tenant()).isEqualTo(RunningIntake.TENANT);
              assertThat(new String(record.value(), UTF_8)).doesNotContain(FOREIGN);
            });
  }

  @ParameterizedTest
  @MethodSource("everyFormatAndRoute")
  void usesTheTenantOfTheKeyWhereTheItemNamesNone(Sent sent) throws Exception {
    HttpResponse<byte[]> answer = intake.post(sent.route(), sent.withoutTenant());

    assertThat(answer.statusCode()).as(text(answer)).isIn(200, 202);
    assertThat(intake.written().take())
        .isNotEmpty()
        .allMatch(record -> record.sender().tenant().equals(RunningIntake.TENANT));
  }

  @ParameterizedTest
  @MethodSource("everyFormatAndRoute")
  void noContentReachesKafka(Sent sent) throws Exception {
    String content =
        "\"messages\":[{\"content\":\"MARK\"}],\"prompt\":\"MARK\",\"answer\":{\"x\":\"MARK\"},"
            + "\"headers\":{\"authorization\":\"MARK\"},\"arguments\":\"MARK\",";
    String body =
        sent.withoutTenant()
            .replaceFirst("\\{", "{" + content)
            .replace("\"data\": {", "\"data\": {" + content)
            .replaceAll(
                "\"attributes\": ?\\[",
                "\"attributes\":[{\"key\":\"gen_ai.input.messages\",\"value\":"
                    + "{\"stringValue\":\"MARK\"}},");

    HttpResponse<byte[]> answer = intake.post(sent.route(), body);

    assertThat(answer.statusCode()).as(text(answer)).isIn(200, 202);
    assertThat(intake.written().take())
        .isNotEmpty()
        .allSatisfy(
            record -> assertThat(new String(record.value(), UTF_8)).doesNotContain("MARK", "hush"));
  }
}
