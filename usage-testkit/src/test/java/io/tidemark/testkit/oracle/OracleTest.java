/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracles against examples that were added up by hand. */
@Tag("fast")
class OracleTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  @Test
  void countsACallOnceAndItsRepeatsAsDuplicates() {
    ModelCallOracle oracle = new ModelCallOracle();
    for (String tokens : List.of("5", "5", "7")) {
      add(oracle, TEN, "\"request_id\":\"r\",\"model\":\"m\",\"input_tokens\":" + tokens);
    }

    assertThat(only(oracle.hours()))
        .containsEntry("calls", 1L)
        .containsEntry("succeeded", 1L)
        .containsEntry("input_tokens", 5L)
        .containsEntry("total_tokens", 5L)
        .containsEntry("user_type", "user")
        .doesNotContainKeys("output_tokens", "client");
    assertThat(only(oracle.pipelineHours()))
        .containsEntry("counted", 1L)
        .containsEntry("duplicates", 2L)
        .containsEntry("conflicting_duplicates", 1L);
    assertThat(oracle.records().get(0)).hasSize(2);
  }

  @Test
  void countsNoPlaygroundCallsAndNoMalformedRecords() {
    ModelCallOracle oracle = new ModelCallOracle();
    oracle.add("{\"tenant_id\":\"t\",\"request_id\":\"r\",\"model\":7}".getBytes(UTF_8));
    oracle.add("{\"tenant_id\":".getBytes(UTF_8));
    add(oracle, TEN, "\"request_id\":\"r\",\"model\":\"m\",\"channel\":\"playground\"");

    assertThat(oracle.hours()).isEmpty();
    assertThat(oracle.malformed("t")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0,b000", "15,b015", "16,b016", "31,b031", "32,b032", "33,b032", "1048576,b273"})
  void putsADurationIntoItsBin(long millis, String bin) {
    Map<String, Object> fields = new TreeMap<>();

    FlatDocument.addDuration(fields, "d", millis);

    assertThat(fields).containsEntry("d.bins." + bin, 1L).containsEntry("d.bin_counts." + bin, 1L);
  }

  @ParameterizedTest
  @CsvSource({
    "0,b000",
    "3,b003",
    "4,b004",
    "8,b008",
    "9,b008",
    "10,b009",
    "1000,b035",
    "1024,b036",
    "67108863,b099",
    "67108864,b100",
    "9000000000,b100"
  })
  void putsTokensIntoTheirBin(long tokens, String bin) {
    Map<String, Object> fields = new TreeMap<>();

    FlatDocument.addTokens(fields, "t", tokens);

    assertThat(fields).containsEntry("t.bins." + bin, 1L).containsEntry("t.bin_counts." + bin, 1L);
  }

  @Test
  void countsARunInTheHourOfItsEndAndAbandonsOneWithoutEnd() {
    ComfyuiOracle oracle = new ComfyuiOracle(2 * Event.HOUR, TEN + 5 * Event.HOUR);
    step(oracle, "ends", "started", TEN);
    step(oracle, "ends", "succeeded", TEN + 70 * MINUTE);
    step(oracle, "lost", "started", TEN);

    assertThat(oracle.hours().values())
        .anySatisfy(
            hour ->
                assertThat(hour)
                    .containsEntry("hour", "2026-11-22T11:00:00Z")
                    .containsEntry("succeeded", 1L)
                    .containsEntry("run_time_ms.sum", 70 * MINUTE))
        .anySatisfy(
            hour ->
                assertThat(hour)
                    .containsEntry("hour", "2026-11-22T12:00:00Z")
                    .containsEntry("abandoned", 1L)
                    .containsEntry("runs_without_duration", 1L))
        .hasSize(2);
  }

  @Test
  void measuresHowManyRunsGoOnAtOnce() {
    ComfyuiOracle oracle = new ComfyuiOracle(24 * Event.HOUR, TEN + Event.HOUR);
    step(oracle, "a", "started", TEN);
    step(oracle, "a", "succeeded", TEN + 30 * MINUTE);
    step(oracle, "b", "started", TEN + 15 * MINUTE);
    step(oracle, "b", "succeeded", TEN + 30 * MINUTE);

    Map<String, Object> tenant =
        oracle.concurrency().documents(TEN, Map.of()).values().stream()
            .filter(document -> document.get("dimension").equals("tenant"))
            .findFirst()
            .orElseThrow();

    assertThat(tenant)
        .containsEntry("max", 2L)
        .containsEntry("min", 0L)
        .containsEntry("running_ms", 45 * MINUTE)
        .containsEntry("mean", 0.75)
        .containsEntry("levels[0].ms", 30 * MINUTE)
        .containsEntry("levels[2].ms", 15 * MINUTE)
        .containsEntry("minute_max[14]", 1L)
        .containsEntry("minute_max[15]", 2L)
        .containsEntry("minute_max[30]", 0L);
  }

  @Test
  void countsTrainedTokensByGrowthAndFromZeroAfterARestart() {
    TrainingOracle oracle = new TrainingOracle();
    int[] tokens = {100, 80, 300, 10};
    for (int i = 0; i < tokens.length; i++) {
      String report = "\"job_id\":\"j\",\"event\":\"progress\",\"trained_tokens\":" + tokens[i];
      add(oracle, TEN + i * MINUTE, report);
    }

    assertThat(only(oracle.hours()))
        .containsEntry("jobs", 1L)
        .containsEntry("trained_tokens", 310L)
        .containsEntry("run_time_ms", 3 * MINUTE);
  }

  @Test
  void storesMeasurementsOfAgentsInTheirUnits() {
    AgentOracle oracle = new AgentOracle();
    measure(oracle, 1, "cost_usd", "0.25");
    measure(oracle, 2, "active_seconds", "1.5");
    measure(oracle, 3, "input_tokens", "7");
    measure(oracle, 3, "input_tokens", "7");

    assertThat(only(oracle.hours()))
        .containsEntry("measurements", 3L)
        .containsEntry("cost_micros", 250_000L)
        .containsEntry("active_ms", 1_500L)
        .containsEntry("input_tokens", 7L)
        .containsEntry("tokens", 7L)
        .containsEntry("session_ids[0]", "s");
  }

  private static void add(Oracle oracle, long time, String fields) {
    oracle.add(Event.parse("{\"tenant_id\":\"t\",\"event_time\":%d,%s}".formatted(time, fields)));
  }

  private static void step(ComfyuiOracle oracle, String task, String event, long time) {
    add(oracle, time, "\"task_id\":\"%s\",\"event\":\"%s\"".formatted(task, event));
  }

  private static void measure(AgentOracle oracle, int id, String metric, String value) {
    add(
        oracle,
        TEN,
        "\"measurement_id\":\"%d\",\"session_id\":\"s\",\"metric\":\"%s\",\"value\":%s"
            .formatted(id, metric, value));
  }

  private static Map<String, Object> only(Map<String, Map<String, Object>> documents) {
    assertThat(documents).hasSize(1);
    return documents.values().iterator().next();
  }
}
