/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.intake.kafka.IntakeRecord;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMetric;
import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.UsageFormat;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exports that real clients sent to a recorder while a stub answered as the model: the
 * OpenTelemetry SDKs for JavaScript 0.223 and Java 1.62.0, Claude Code 2.1.197, Gemini CLI 0.61.0
 * and Codex CLI 0.171.0. Host names, paths and unrelated records are left out of them.
 */
@Tag("fast")
class ClientExportsTest {

  private static final String CLIENTS = "clients/";
  private static final String PROTOBUF = "pb";

  @TempDir static Path folder;
  private static RunningIntake intake;

  @BeforeAll
  static void start() throws Exception {
    // The recorded times stay as they are, whenever the test runs.
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

  @ParameterizedTest
  @CsvSource({
    "js-sdk, traces",
    "js-sdk, logs",
    "js-sdk, metrics",
    "java-sdk, traces",
    "java-sdk, logs",
    "java-sdk, metrics"
  })
  void bothEncodingsOfAnSdkGiveTheSameRecords(String sdk, String signal) throws Exception {
    List<String> fromJson = values(send(sdk, signal, "json"));
    List<String> fromProtobuf = values(send(sdk, signal, PROTOBUF));

    assertThat(fromProtobuf).isNotEmpty().isEqualTo(fromJson);
    assertThat(fromJson.toString()).doesNotContain("SECRET-MARKER");
  }

  /** Taken for an empty request, or one of other items, it would be lost. */
  @ParameterizedTest
  @ValueSource(strings = {"js-sdk", "java-sdk"})
  void doesNotTakeAnExportOnTheRouteOfAnotherSignal(String sdk) throws Exception {
    List<String> signals = List.of("traces", "logs", "metrics");
    for (String encoding : List.of("json", PROTOBUF)) {
      for (String signal : signals) {
        for (String route : signals) {
          HttpResponse<byte[]> answer = post(route, sdk, signal, encoding);
          boolean rejects = answer.statusCode() == 400 || answer.body().length > "{}".length();
          assertThat(rejects)
              .as("%s as %s to %s: %d", signal, encoding, route, answer.statusCode())
              .isEqualTo(!route.equals(signal));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", PROTOBUF})
  void countsTheCallOfClaudeCodeFromLogsAsFromMetrics(String encoding) throws Exception {
    Map<AgentMetric, Long> call = new EnumMap<>(AgentMetric.class);
    call.put(AgentMetric.INPUT_TOKENS, 12L + 15_800 + 340);
    call.put(AgentMetric.OUTPUT_TOKENS, 210L);
    call.put(AgentMetric.CACHE_READ_TOKENS, 15_800L);
    call.put(AgentMetric.CACHE_WRITE_TOKENS, 340L);
    call.put(AgentMetric.COST_USD, 9_201L);
    assertThat(sums(send("claude-code", "logs", encoding))).isEqualTo(call);

    Map<AgentMetric, Long> metrics = sums(send("claude-code", "metrics", encoding));
    assertThat(metrics.remove(AgentMetric.SESSION)).isEqualTo(1);
    assertThat(metrics.remove(AgentMetric.ACTIVE_SECONDS)).isBetween(100L, 200L);
    assertThat(metrics).isEqualTo(call);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", PROTOBUF})
  void countsTheCallOfCodexFromLogsAsFromMetrics(String encoding) throws Exception {
    Map<AgentMetric, Long> call = new EnumMap<>(AgentMetric.class);
    call.put(AgentMetric.INPUT_TOKENS, 1_200L);
    call.put(AgentMetric.OUTPUT_TOKENS, 310L);
    call.put(AgentMetric.CACHE_READ_TOKENS, 1_024L);
    call.put(AgentMetric.CACHE_WRITE_TOKENS, 0L);
    assertThat(sums(send("codex-cli", "logs", encoding))).isEqualTo(call);

    Map<AgentMetric, Long> metrics = sums(send("codex-cli", "metrics", encoding));
    assertThat(metrics.remove(AgentMetric.SESSION)).isEqualTo(1);
    assertThat(metrics).isEqualTo(call);
  }

  @Test
  void countsTheCallOfGeminiFromLogsAsFromMetrics() throws Exception {
    Map<AgentMetric, Long> call = new EnumMap<>(AgentMetric.class);
    call.put(AgentMetric.INPUT_TOKENS, 1_200L);
    call.put(AgentMetric.OUTPUT_TOKENS, 190L + 120);
    call.put(AgentMetric.CACHE_READ_TOKENS, 1_024L);
    assertThat(sums(send("gemini-cli", "logs", "json"))).isEqualTo(call);

    List<AgentMeasurement> metrics = measure(send("gemini-cli", "metrics", "json"));
    assertThat(metrics).allMatch(measurement -> measurement.seriesId != null, "a counter");
    Map<AgentMetric, Long> sums = sum(metrics);
    assertThat(sums.remove(AgentMetric.SESSION)).isEqualTo(1);
    assertThat(sums).isEqualTo(call);
  }

  /** Its spans name no tokens: the call is counted from the logs. */
  @Test
  void countsNoModelCallFromTheSpansOfGemini() throws Exception {
    assertThat(send("gemini-cli", "traces", "json")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-code", "gemini-cli", "codex-cli"})
  void aRepeatedExportHasTheSameIdentities(String agent) throws Exception {
    for (String signal : List.of("logs", "metrics")) {
      List<String> first = identities(measure(send(agent, signal, "json")));
      assertThat(identities(measure(send(agent, signal, "json")))).isEqualTo(first);
      assertThat(first).doesNotHaveDuplicates();
    }
  }

  private static List<String> identities(List<AgentMeasurement> measurements) {
    return measurements.stream()
        .map(one -> one.seriesId == null ? one.measurementId : one.seriesId + "@" + one.eventTime)
        .toList();
  }

  /** Sends an export, which must be accepted as a whole. */
  private static List<IntakeRecord> send(String client, String signal, String encoding)
      throws Exception {
    HttpResponse<byte[]> answer = post(signal, client, signal, encoding);
    assertThat(answer.statusCode()).as(RunningIntake.text(answer)).isEqualTo(200);
    assertThat(RunningIntake.text(answer)).isIn("", "{}");
    return intake.written().take();
  }

  private static HttpResponse<byte[]> post(
      String route, String client, String signal, String encoding) throws Exception {
    String type = encoding.equals(PROTOBUF) ? "application/x-protobuf" : "application/json";
    String file = CLIENTS + client + "-" + signal + "." + encoding;
    try (InputStream export = ClientExportsTest.class.getResourceAsStream(file)) {
      return intake.post("/v1/" + route, type, export.readAllBytes());
    }
  }

  private static List<String> values(List<IntakeRecord> records) {
    return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  private static Map<AgentMetric, Long> sums(List<IntakeRecord> records) {
    return sum(measure(records));
  }

  private static Map<AgentMetric, Long> sum(List<AgentMeasurement> measurements) {
    Map<AgentMetric, Long> sums = new EnumMap<>(AgentMetric.class);
    measurements.forEach(one -> sums.merge(one.metric, one.value, Long::sum));
    return sums;
  }

  /** Reads records as the job does. */
  private static List<AgentMeasurement> measure(List<IntakeRecord> records) {
    List<AgentMeasurement> measurements = new ArrayList<>();
    for (IntakeRecord record : records) {
      assertThat(record.topic()).isEqualTo("intake.coding-agents");
      SourceFormats.CODING_AGENTS
          .find(record.format())
          .create(FormatOptions.NONE.withDefaultTenant(record.sender().tenant()))
          .parse(
              record.value(),
              new UsageFormat.Output<>() {
                @Override
                public void event(AgentMeasurement measurement) {
                  measurements.add(measurement);
                }

                @Override
                public void reject(String message) {
                  throw new AssertionError(message);
                }
              });
    }
    return measurements;
  }
}
