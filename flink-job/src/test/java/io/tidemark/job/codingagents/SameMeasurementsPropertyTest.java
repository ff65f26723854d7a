/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import static io.tidemark.job.window.HardWay.HOUR;
import static io.tidemark.job.window.HardWay.MINUTE;
import static io.tidemark.job.window.HardWay.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.DayOfHours;
import io.tidemark.job.window.HardWay;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMetric;
import io.tidemark.model.codingagents.TokenSignal;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/**
 * Amounts, counters, and tokens that two signals report, in any order, some twice, over crashes:
 * the figures in the end are the same.
 */
@Tag("fast")
class SameMeasurementsPropertyTest {

  private static final int SERIES = 5;
  private static final int AMOUNTS = 20;

  @RepeatedTest(8)
  void theFiguresDoNotDependOnTheWayThere() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<AgentMeasurement> measurements = measurements(random);

    Map<String, JsonNode> actual = HardWay.figures(Workloads.CODING_AGENTS, measurements, random);
    Map<String, JsonNode> expected =
        HardWay.figuresOfQuietWay(Workloads.CODING_AGENTS, measurements);

    assertThat(actual).as("seed %s", seed).isEqualTo(expected);
    DayOfHours.requireSums(WorkloadSchemas.CODING_AGENTS, actual);
  }

  /** By their times. */
  private static List<AgentMeasurement> measurements(Random random) {
    List<AgentMeasurement> measurements = new ArrayList<>();
    for (int i = 0; i < AMOUNTS; i++) {
      long time = TEN + random.nextInt(6 * 60) * MINUTE;
      measurements.add(measurement("m" + i, time, 1 + random.nextInt(100), random));
    }
    for (int i = 0; i < SERIES; i++) {
      AgentMeasurement first = measurement("s" + i, TEN, 0, random);
      long time = TEN + random.nextInt(60) * MINUTE;
      long standing = 0;
      for (int report = random.nextInt(12); report >= 0; report--) {
        time += (1 + random.nextInt(45)) * MINUTE;
        // Reports of several processes may cross.
        standing += random.nextInt(100) - 10;
        measurements.add(standingOf(first, time, Math.max(0, standing)));
      }
    }
    measurements.sort(Comparator.comparingLong(measurement -> measurement.eventTime));
    return measurements;
  }

  private static AgentMeasurement measurement(String id, long time, long value, Random random) {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.measurementId = id;
    measurement.tenantId = "acme";
    measurement.agent = "claude-code";
    measurement.eventTime = time;
    measurement.value = value;
    measurement.userId = random.nextBoolean() ? "ada" : null;
    measurement.sessionId = random.nextBoolean() ? "s" + random.nextInt(3) : null;
    measurement.metric = AgentMetric.LINES_ADDED;
    if (random.nextInt(3) > 0) {
      measurement.metric = AgentMetric.INPUT_TOKENS;
      // Logs begin late: metrics of the hours before them count.
      boolean isLog = time >= TEN + 4 * HOUR && random.nextInt(4) == 0;
      measurement.tokenSignal = isLog ? TokenSignal.LOGS : TokenSignal.METRICS;
    }
    return measurement;
  }

  private static AgentMeasurement standingOf(AgentMeasurement first, long time, long standing) {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.measurementId = first.measurementId + "-" + time;
    measurement.seriesId = first.measurementId;
    measurement.tenantId = first.tenantId;
    measurement.agent = first.agent;
    measurement.userId = first.userId;
    measurement.sessionId = first.sessionId;
    measurement.metric = first.metric;
    measurement.tokenSignal = first.tokenSignal;
    measurement.eventTime = time;
    measurement.value = standing;
    return measurement;
  }
}
