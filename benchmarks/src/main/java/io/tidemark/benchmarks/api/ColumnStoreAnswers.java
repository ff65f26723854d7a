/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what the API and the column store answer; a difference is an error. */
final class ColumnStoreAnswers {

  private static final double LARGEST_ERROR = 0.05;

  /** Columns of the summary that both sides count to the digit, by the API's names. */
  private static final List<String> COUNTS =
      List.of("calls", "failed", "input_tokens", "output_tokens", "models", "users");

  private static final int LONGEST = COUNTS.size();

  private final ObjectMapper json = new ObjectMapper();
  private final ServedApi api;
  private final ColumnStore store;
  private final TenantCalls calls;

  ColumnStoreAnswers(ServedApi api, ColumnStore store, TenantCalls calls) {
    this.api = api;
    this.store = store;
    this.calls = calls;
  }

  void requireSame() throws IOException, SQLException {
    compareSummary();
    compareTrend();
    compareDistribution();
  }

  private JsonNode read(TenantQuestion question) throws IOException {
    HttpResponse<String> answer = api.get(question.path(calls.first(), calls.end()));
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body());
    }
    return json.readTree(answer.body());
  }

  private void compareSummary() throws IOException, SQLException {
    JsonNode own = read(TenantQuestion.SUMMARY);
    List<Object> raw = store.ask(TenantQuestion.SUMMARY).get(0);
    requireEqual("calls made", calls.count(), own.path("calls").asLong());
    for (int i = 0; i < COUNTS.size(); i++) {
      String name = COUNTS.get(i);
      requireEqual(name, number(raw.get(i)), own.path(name).asLong(-1));
    }
    JsonNode latency = own.path("latency_ms");
    requireEqual("longest latency", number(raw.get(LONGEST)), latency.path("max").asLong(-1));
    Object[] percentiles = (Object[]) ((Array) raw.get(LONGEST + 1)).getArray();
    requireNear(50, latency.path("p50").asDouble(), ((Number) percentiles[0]).doubleValue());
    requireNear(95, latency.path("p95").asDouble(), ((Number) percentiles[1]).doubleValue());
  }

  private void requireNear(int percent, double own, double raw) throws SQLException {
    long exact = store.exactPercentile(percent);
    for (double found : new double[] {own, raw}) {
      if (Math.abs(found - exact) > LARGEST_ERROR * exact) {
        throw new IllegalStateException("p" + percent + ": " + found + " instead of " + exact);
      }
    }
  }

  /** Each series of the API, day by day; that of all other models is the last. */
  private void compareTrend() throws IOException, SQLException {
    Map<Instant, Map<String, Long>> raw = new HashMap<>();
    for (List<Object> row : store.ask(TenantQuestion.TREND)) {
      raw.computeIfAbsent(Instant.ofEpochMilli(number(row.get(0))), day -> new HashMap<>())
          .put(row.get(1).toString(), number(row.get(2)));
    }
    long total = 0;
    for (JsonNode series : read(TenantQuestion.TREND).path("series")) {
      String model = series.path("key").asText(null);
      for (JsonNode point : series.path("points")) {
        Map<String, Long> models =
            raw.getOrDefault(Instant.parse(point.path("time").asText()), new HashMap<>());
        long own = point.path("value").asLong(-1);
        requireEqual("calls of " + model, takeOut(models, model), own);
        total += own;
      }
    }
    requireEqual("calls of all series", calls.count(), total);
  }

  /** The calls of a model, or of all that are left. */
  private static long takeOut(Map<String, Long> models, String model) {
    if (model == null) {
      return models.values().stream().mapToLong(Long::longValue).sum();
    }
    Long found = models.remove(model);
    return found == null ? 0 : found;
  }

  /** Users with equally many calls may be in any order. */
  private void compareDistribution() throws IOException, SQLException {
    JsonNode own = read(TenantQuestion.DISTRIBUTION);
    List<List<Object>> raw = store.ask(TenantQuestion.DISTRIBUTION);
    requireEqual("calls of users", number(raw.get(0).get(2)), own.path("total").asLong(-1));
    List<Long> ownGreatest = new ArrayList<>();
    own.path("groups").forEach(group -> ownGreatest.add(group.path("value").asLong()));
    ownGreatest.sort(Comparator.reverseOrder());
    List<Long> rawGreatest = raw.stream().map(row -> number(row.get(1))).toList();
    if (!ownGreatest.equals(rawGreatest)) {
      throw new IllegalStateException("Hours say " + own + ", raw calls " + raw);
    }
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static void requireEqual(String name, long raw, long own) {
    if (raw != own) {
      throw new IllegalStateException(name + ": hours say " + own + ", raw calls " + raw);
    }
  }
}
