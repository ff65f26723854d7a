/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.WindowKey;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.codingagents.AgentAggregation;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMetric;
import io.tidemark.model.codingagents.TokenSignal;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.testkit.oracle.AgentOracle;
import io.tidemark.testkit.oracle.Event;
import io.tidemark.testkit.oracle.FlatDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SelectTokensTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int EVENTS = 60;
  private static final int HOURS = 60;

  private FoldedHours<AgentMeasurement, String> job;
  private int id;

  @BeforeEach
  void start() throws Exception {
    job = new FoldedHours<>(Workloads.CODING_AGENTS);
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void countsTheTokensOfACallOnceWhenBothSignalsReportIt() throws Exception {
    job.take(tokens(TokenSignal.LOGS, TEN, 100));
    job = job.restarted();
    job.take(tokens(TokenSignal.METRICS, TEN + MINUTE, 100));
    job.take(tokens(TokenSignal.METRICS, TEN + HOUR, 7));
    job.take(lines(TEN + MINUTE, 3));
    job.watermark(TEN + 2 * HOUR);

    assertThat(job.hour(TEN).path("input_tokens").asLong()).isEqualTo(100);
    assertThat(job.hour(TEN).path("tokens").asLong()).isEqualTo(100);
    assertThat(job.hour(TEN).path("lines_added").asLong()).isEqualTo(3);
    assertThat(job.hour(TEN).path("measurements").asLong()).isEqualTo(3);
    assertThat(job.hour(TEN + HOUR).path("input_tokens").asLong()).isZero();
  }

  @Test
  void takesBackWhatMetricsCountedBeforeTheLogCame() throws Exception {
    job.take(tokens(TokenSignal.METRICS, TEN + 2 * MINUTE, 100));
    job.take(tokens(TokenSignal.METRICS, TEN + HOUR, 50));
    job.watermark(TEN + 2 * HOUR);
    assertThat(job.hour(TEN).path("input_tokens").asLong()).isEqualTo(100);
    assertThat(job.hour(TEN + HOUR).path("input_tokens").asLong()).isEqualTo(50);

    job = job.restarted();
    job.take(tokens(TokenSignal.LOGS, TEN + MINUTE, 100));
    job.clock(TEN + 2 * HOUR);
    job.clock(TEN + 3 * HOUR);

    assertThat(job.hour(TEN).path("input_tokens").asLong()).isEqualTo(100);
    assertThat(job.hour(TEN + HOUR).path("input_tokens").asLong()).isZero();
  }

  @Test
  void countsMetricsOfAgentsAndTenantsWithoutLogs() throws Exception {
    AgentMeasurement otherTenant = tokens(TokenSignal.METRICS, TEN + HOUR, 5);
    otherTenant.tenantId = "globex";
    AgentMeasurement otherAgent = tokens(TokenSignal.METRICS, TEN + 2 * HOUR, 6);
    otherAgent.agent = "gemini-cli";
    AgentMeasurement otherUser = tokens(TokenSignal.METRICS, TEN + 3 * HOUR, 7);
    otherUser.userId = null;
    job.take(tokens(TokenSignal.LOGS, TEN, 100));
    job.take(otherTenant);
    job.take(otherAgent);
    job.take(otherUser);
    job.watermark(TEN + 4 * HOUR);

    assertThat(job.hour(TEN + HOUR).path("input_tokens").asLong()).isEqualTo(5);
    assertThat(job.hour(TEN + 2 * HOUR).path("input_tokens").asLong()).isEqualTo(6);
    // Codex CLI names the user in logs alone: who sends, not who uses, decides.
    assertThat(job.hour(TEN + 3 * HOUR).path("input_tokens").asLong()).isZero();
  }

  @Test
  void countsMetricsBeforeTheFirstLogAndADayAfterTheLast() throws Exception {
    job.take(tokens(TokenSignal.METRICS, TEN - MINUTE, 1));
    job.take(tokens(TokenSignal.LOGS, TEN + MINUTE, 100));
    job.take(tokens(TokenSignal.METRICS, TEN + 24 * HOUR, 2));
    job = job.restarted();
    job.take(tokens(TokenSignal.METRICS, TEN + 25 * HOUR, 4));
    job.watermark(TEN + 26 * HOUR);

    assertThat(job.hour(TEN - HOUR).path("input_tokens").asLong()).isEqualTo(1);
    assertThat(job.hour(TEN).path("input_tokens").asLong()).isEqualTo(100);
    assertThat(job.hour(TEN + 24 * HOUR).path("input_tokens").asLong()).isZero();
    assertThat(job.hour(TEN + 25 * HOUR).path("input_tokens").asLong()).isEqualTo(4);
  }

  @Test
  void ignoresWhatACounterGrewByWhileThereAreLogs() throws Exception {
    job.take(standing(TEN, 10));
    job.take(tokens(TokenSignal.LOGS, TEN + HOUR, 100));
    job.take(standing(TEN + HOUR + MINUTE, 110));
    job.take(standing(TEN + 26 * HOUR, 115));
    job.watermark(TEN + 27 * HOUR);

    assertThat(job.hour(TEN).path("input_tokens").asLong()).isEqualTo(10);
    assertThat(job.hour(TEN + HOUR).path("input_tokens").asLong()).isEqualTo(100);
    assertThat(job.hour(TEN + 26 * HOUR).path("input_tokens").asLong()).isEqualTo(5);
  }

  @Test
  void forgetsClosedWindows() throws Exception {
    job.take(tokens(TokenSignal.METRICS, TEN - HOUR, 1));
    job.take(tokens(TokenSignal.LOGS, TEN, 2));
    job.watermark(TEN + 100 * HOUR);

    assertThat(job.stateEntriesAndTimers()).isZero();
  }

  /** Timers of before the restart come too early. */
  @Test
  void forgetsClosedWindowsAfterALongerLateness() throws Exception {
    OperatorSubtaskState state;
    try (var selecting = open(24, null)) {
      selecting.processElement1(new StreamRecord<>(createPart(TEN - HOUR)));
      selecting.processElement2(new StreamRecord<>(createPart(TEN)));
      state = selecting.snapshot(1, 1);
    }
    try (var selecting = open(48, state)) {
      selecting.processBothWatermarks(new Watermark(TEN + 49 * HOUR));
      selecting.processBothWatermarks(new Watermark(TEN + 73 * HOUR));

      assertThat(selecting.numKeyedStateEntries()).isZero();
      assertThat(selecting.numEventTimeTimers()).isZero();
    }
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, PartialAggregate, PartialAggregate, PartialAggregate>
      open(int lateness, OperatorSubtaskState state) throws Exception {
    WindowOptions options = FoldedHours.withLateness(Duration.ofHours(lateness)).hours();
    var selecting =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new SelectTokens(options)),
            SelectTokens::tenantAndAgent,
            SelectTokens::tenantAndAgent,
            Types.STRING);
    selecting.setup(AgentParts.TYPES.part().serializer());
    if (state != null) {
      selecting.initializeState(state);
    }
    selecting.open();
    return selecting;
  }

  private static PartialAggregate createPart(long windowStart) {
    return new PartialAggregate(
        new WindowKey(windowStart, DimensionKey.of("acme", null, "claude-code")),
        new Aggregate(AgentAggregation.LAYOUT));
  }

  /** Any order, duplicates and restarts end in the documents of the oracle. */
  @RepeatedTest(20)
  void documentsFollowFromEventTimesAlone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    AgentOracle oracle = new AgentOracle();
    List<AgentMeasurement> sent = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      AgentMeasurement measurement = createRandom(random);
      sent.add(measurement);
      sent.add(measurement);
      addTo(oracle, measurement);
    }
    Collections.shuffle(sent, random);
    for (AgentMeasurement measurement : sent) {
      job.take(measurement);
      if (random.nextInt(EVENTS / 2) == 0) {
        job = job.restarted();
      }
    }
    job.watermark(TEN + HOURS * HOUR);

    List<Map<String, Object>> documents = new ArrayList<>();
    for (JsonNode document : job.documents().values()) {
      Map<String, Object> fields = FlatDocument.of(document);
      assertThat(fields.remove("final")).isEqualTo("true");
      documents.add(fields);
    }
    assertThat(documents)
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(oracle.hours().values());
  }

  private AgentMeasurement createRandom(Random random) {
    boolean logs = random.nextInt(6) == 0;
    long time = TEN + (long) (random.nextDouble() * HOURS * HOUR);
    AgentMeasurement measurement =
        tokens(logs ? TokenSignal.LOGS : TokenSignal.METRICS, time, random.nextInt(500));
    measurement.tenantId = random.nextBoolean() ? "acme" : "globex";
    measurement.agent = random.nextBoolean() ? "claude-code" : "gemini-cli";
    measurement.userId = "user-" + random.nextInt(2);
    if (random.nextInt(3) == 0) {
      measurement.metric = AgentMetric.COST_USD;
    } else if (!logs && random.nextInt(3) == 0) {
      measurement.metric = AgentMetric.LINES_ADDED;
      measurement.tokenSignal = TokenSignal.ALONE;
    }
    return measurement;
  }

  private static void addTo(AgentOracle oracle, AgentMeasurement measurement) {
    String value =
        java.math.BigDecimal.valueOf(measurement.value, measurement.metric.decimals())
            .toPlainString();
    Event event =
        Event.parse(
            """
            {"tenant_id":"%s","measurement_id":"%s","event_time":%d,"user_id":"%s","agent":"%s",\
            "session_id":"s","metric":"%s","value":%s}"""
                .formatted(
                    measurement.tenantId,
                    measurement.measurementId,
                    measurement.eventTime,
                    measurement.userId,
                    measurement.agent,
                    measurement.metric.name().toLowerCase(Locale.ROOT),
                    value));
    if (measurement.tokenSignal == TokenSignal.LOGS) {
      oracle.addFromLogs(event);
    } else {
      oracle.addFromMetrics(event);
    }
  }

  private AgentMeasurement tokens(TokenSignal signal, long time, long value) {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.measurementId = "m" + id++;
    measurement.tenantId = "acme";
    measurement.userId = "ada";
    measurement.agent = "claude-code";
    measurement.sessionId = "s";
    measurement.metric = AgentMetric.INPUT_TOKENS;
    measurement.tokenSignal = signal;
    measurement.eventTime = time;
    measurement.value = value;
    return measurement;
  }

  private AgentMeasurement lines(long time, long value) {
    AgentMeasurement measurement = tokens(TokenSignal.ALONE, time, value);
    measurement.metric = AgentMetric.LINES_ADDED;
    return measurement;
  }

  private AgentMeasurement standing(long time, long value) {
    AgentMeasurement measurement = tokens(TokenSignal.METRICS, time, value);
    measurement.seriesId = "series";
    return measurement;
  }
}
