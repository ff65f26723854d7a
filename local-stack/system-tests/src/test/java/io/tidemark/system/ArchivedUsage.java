/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Calls of a day that is over, as DuckDB reads them in the archive and as the API answers them. */
final class ArchivedUsage {

  static final String TENANT = "archived";

  /** A day is final some minutes after its end. */
  private static final Duration LIMIT = Duration.ofMinutes(8);

  /** In a zone ahead of UTC, the last hour of yesterday ended up to 28 hours ago. */
  static final Duration LATENESS = Duration.ofHours(30);

  private static final int CALLS = 60;
  private static final List<String> MODELS = List.of("gpt", "claude", "qwen");
  private static final List<String> METRICS =
      List.of("calls", "failed", "input_tokens", "output_tokens");
  private static final List<String> TIERS = List.of("hourly", "daily");

  private final OperatorCommands operator;
  private final ApiAnswers api;
  private final Path folder;
  private final LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(1);

  /**
   * The archive of a stack.
   *
   * @param folder where archives are written
   */
  ArchivedUsage(OperatorCommands operator, ApiAnswers api, Path folder) {
    this.operator = operator;
    this.api = api;
    this.folder = folder;
  }

  /**
   * Calls of the last hour of yesterday in UTC and in the day zone: the archive holds hours by
   * their UTC date, days by their local date.
   */
  List<byte[]> calls() {
    Instant end =
        Stream.of(ZoneOffset.UTC, DailyDocuments.ZONE)
            .map(zone -> day.plusDays(1).atStartOfDay(zone).toInstant())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant hour = end.minus(Duration.ofHours(1));
    List<byte[]> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      Map<String, Long> values = values(i);
      calls.add(
          """
          {"request_id":"archived-%d","event_time":"%s","tenant_id":"%s","model":"%s",
           "input_tokens":%d,"output_tokens":%d,"status_code":%d}"""
              .formatted(
                  i,
                  hour.plus(Duration.ofMinutes(i)),
                  TENANT,
                  model(i),
                  values.get("input_tokens"),
                  values.get("output_tokens"),
                  values.get("failed") == 0 ? 200 : 500)
              .getBytes(UTF_8));
    }
    return calls;
  }

  private static String model(int call) {
    return MODELS.get(call % MODELS.size());
  }

  private static Map<String, Long> values(int call) {
    return Map.of(
        "calls",
        1L,
        "failed",
        call % 7 == 0 ? 1L : 0L,
        "input_tokens",
        1_000L + call,
        "output_tokens",
        (long) call * call + 1);
  }

  /** Waits until a new archive of both tiers has the sums that the API answers. */
  void assertSums() {
    Map<String, Long> sent = new TreeMap<>();
    for (int i = 0; i < CALLS; i++) {
      String model = model(i);
      values(i)
          .forEach(
              (metric, value) ->
                  TIERS.forEach(tier -> sent.merge(key(tier, metric, model), value, Long::sum)));
    }
    Await.untilCostly(() -> answers().equals(sent) && archivedSums().equals(sent), LIMIT);
    assertThat(answers()).isEqualTo(sent);
    assertThat(archivedSums()).isEqualTo(sent);
  }

  /** The values by tier, metric and model; they are the same for each tier. */
  private Map<String, Long> answers() {
    Map<String, Long> answers = new TreeMap<>();
    for (String metric : METRICS) {
      for (JsonNode group : distribution(metric).path("groups")) {
        String model = group.at("/key/model").asText();
        for (String tier : TIERS) {
          answers.put(key(tier, metric, model), group.path("value").asLong());
        }
      }
    }
    return answers;
  }

  private JsonNode distribution(String metric) {
    String path = "model-calls/distribution?from=%sT00:00:00Z&to=%sT00:00:00Z&group_by=model";
    try {
      return api.get(path.formatted(day, day.plusDays(1)) + "&metric=" + metric);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The sums of an archive that is written now. */
  private Map<String, Long> archivedSums() {
    try {
      Path archive = Files.createTempDirectory(folder, "archive-");
      OperatorCommands.Ended command =
          operator.run("archive", "--to", archive.toString(), "--lateness", "0h");
      assertThat(command.exit()).as(command.said()).isZero();
      Path written = archive.resolve("date=" + day).resolve("archive_revision=1");
      Map<String, Long> sums = new TreeMap<>();
      for (String tier : TIERS) {
        Path file = written.resolve("model-calls-" + tier + ".parquet");
        if (Files.exists(file)) {
          addSums(tier, file, sums);
        }
      }
      return sums;
    } catch (IOException | InterruptedException | SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void addSums(String tier, Path file, Map<String, Long> sums) throws SQLException {
    String query = "SELECT model, sum(%s) FROM '%s' WHERE tenant_id = '%s' GROUP BY model";
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (String metric : METRICS) {
        try (ResultSet rows = statement.executeQuery(query.formatted(metric, file, TENANT))) {
          while (rows.next()) {
            sums.put(key(tier, metric, rows.getString(1)), rows.getLong(2));
          }
        }
      }
    }
  }

  private static String key(String tier, String metric, String model) {
    return tier + " " + metric + " of " + model;
  }
}
