/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The summary with percentiles over 30 days from hours and days, through the API, against the same
 * question to raw calls, which is what Logstash and Kibana would ask Elasticsearch.
 */
public final class SummaryRow implements Row {

  private static final String TARGET = "1/30";
  private static final int ROUNDS = 11;

  /** Until the compilers have seen the API and Elasticsearch, as jobs are warmed up. */
  private static final int WARM_UP = 200;

  /** One in so many requests that warm up comes after clearing caches. */
  private static final int CLEARED = 5;

  private static final String SUMMARY = "/model-calls/summary?range=30d";
  private static final double LARGEST_ERROR = 0.05;

  private static final String RAW_QUESTION =
      """
      {"size":0,"track_total_hits":false,"query":{"bool":{"filter":[{"term":{"tenant_id":"TENANT"}},
       {"range":{"event_time":{"gte":"now-30d/d","lt":"now+1d/d"}}}]}},"aggs":{
       "calls":{"value_count":{"field":"event_time"}},
       "failed":{"filter":{"term":{"outcome":"failed"}}},
       "input_tokens":{"sum":{"field":"input_tokens"}},
       "output_tokens":{"sum":{"field":"output_tokens"}},
       "models":{"cardinality":{"field":"model"}},"users":{"cardinality":{"field":"user_id"}},
       "latency":{"stats":{"field":"latency_ms"}},
       "percentiles":{"percentiles":{"field":"latency_ms","percents":[50,90,95,99]}},
       "first":{"stats":{"field":"time_to_first_token_ms"}},
       "first_percentiles":{"percentiles":{"field":"time_to_first_token_ms",
        "percents":[50,90,95,99]}}}}
      """;

  private final ObjectMapper json = new ObjectMapper();
  private final PreparedApi prepared;

  public SummaryRow(PreparedApi prepared) {
    this.prepared = prepared;
  }

  @Override
  public String name() {
    return "A1";
  }

  private record Times(double own, double raw) {}

  @Override
  public Section measure(Scale scale, Path work) throws IOException {
    Circumstances circumstances = new Circumstances();
    ServedApi api = prepared.withRawCalls(scale, work);
    compareAnswers(api, prepared.expected());
    int warmUp = scale.rounds(WARM_UP);
    for (int request = 0; request < warmUp; request++) {
      clearCachesSometimes(request, api);
      api.measureMillis(SUMMARY);
      clearCachesSometimes(request, api);
      measureRaw(api);
    }
    List<Times> warm = new ArrayList<>();
    List<Times> cleared = new ArrayList<>();
    for (int round = 0; round < scale.rounds(ROUNDS); round++) {
      api.measureMillis(SUMMARY);
      measureRaw(api);
      Times hot = new Times(api.measureMillis(SUMMARY), measureRaw(api));
      api.clearCaches();
      double own = api.measureMillis(SUMMARY);
      api.clearCaches();
      Times cold = new Times(own, measureRaw(api));
      warm.add(hot);
      cleared.add(cold);
    }
    return createSection(scale, prepared.calls(), warm, cleared, circumstances);
  }

  private Section createSection(
      Scale scale,
      CallData data,
      List<Times> warm,
      List<Times> cleared,
      Circumstances circumstances) {
    return new Section(name(), "summary of 30 days from hours and days ÷ from raw calls")
        .table(
            List.of(
                List.of("", "ms from hours and days", "ms from raw calls", "ratio"),
                createRow("after clearing caches", cleared),
                createRow("warm, caches of requests included", warm)))
        .say("Target " + TARGET + " of the time.")
        .say(
            String.format(
                Locale.ROOT,
                "%,d hourly documents of 20 tenants, of which one is asked; %,d raw calls of that"
                    + " tenant, in indices by day. Both in one segment an index. Hours are asked"
                    + " through the API, raw calls of Elasticsearch directly. Before, both answers"
                    + " are compared: counts, tokens, models, users and the longest latency to the"
                    + " digit, percentiles within 5 %% of the exact ones. Medians of %d rounds in"
                    + " turns, after %d requests of each side, one in %d of them after clearing caches."
                    + " Whole days are read from daily documents.",
                data.hourlyDocuments(),
                data.rawDocuments(),
                scale.rounds(ROUNDS),
                scale.rounds(WARM_UP),
                CLEARED))
        .say(circumstances.describe("benchmarks/run A1" + scale.options()));
  }

  private static List<String> createRow(String name, List<Times> times) {
    double own = Median.of(times, Times::own);
    double raw = Median.of(times, Times::raw);
    return List.of(
        name, Median.text(own, 1), Median.text(raw, 1), "1/" + Median.text(raw / own, 1));
  }

  private void compareAnswers(ServedApi api, CallData.Expected expected) throws IOException {
    HttpResponse<String> answer = api.get(SUMMARY);
    JsonNode own = json.readTree(answer.body());
    JsonNode raw = askRaw(api).path("aggregations");
    requireEqual("calls", expected.calls(), own.path("calls"), raw.path("calls").path("value"));
    requireEqual(
        "failed", expected.failed(), own.path("failed"), raw.path("failed").path("doc_count"));
    requireEqual(
        "input tokens",
        expected.inputTokens(),
        own.path("input_tokens"),
        raw.path("input_tokens").path("value"));
    requireEqual(
        "output tokens",
        expected.outputTokens(),
        own.path("output_tokens"),
        raw.path("output_tokens").path("value"));
    long models = raw.path("models").path("value").asLong();
    requireEqual("models", models, own.path("models"), raw.path("models").path("value"));
    long users = raw.path("users").path("value").asLong();
    requireEqual("users", users, own.path("users"), raw.path("users").path("value"));
    long[] latencies = expected.latencies();
    requireEqual(
        "longest latency",
        latencies[latencies.length - 1],
        own.path("latency_ms").path("max"),
        raw.path("latency").path("max"));
    for (int percent : new int[] {50, 90, 95, 99}) {
      double exact = latencies[(int) Math.ceil(percent / 100.0 * latencies.length) - 1];
      requireNear("p" + percent, exact, own.path("latency_ms").path("p" + percent).asDouble());
      requireNear("raw p" + percent, exact, readPercentile(raw, percent));
    }
  }

  private static double readPercentile(JsonNode raw, int percent) {
    return raw.path("percentiles").path("values").path(percent + ".0").asDouble();
  }

  private static void requireEqual(String what, long expected, JsonNode own, JsonNode raw) {
    if (own.asLong(-1) != expected || Math.round(raw.asDouble(-1)) != expected) {
      throw new IllegalStateException(
          what + ": " + expected + " calls for it, hours say " + own + ", raw calls " + raw);
    }
  }

  private static void requireNear(String what, double exact, double found) {
    if (Math.abs(found - exact) > LARGEST_ERROR * exact) {
      throw new IllegalStateException(what + ": " + found + " instead of " + exact);
    }
  }

  private static double measureRaw(ServedApi api) throws IOException {
    long start = System.nanoTime();
    askRaw(api);
    return (System.nanoTime() - start) / 1e6;
  }

  private static JsonNode askRaw(ServedApi api) throws IOException {
    return api.elasticsearch(
        "POST",
        "/" + CallData.RAW_INDICES + "/_search?request_cache=true",
        RAW_QUESTION.replace("TENANT", ServedApi.TENANT));
  }

  private static void clearCachesSometimes(int request, ServedApi api) throws IOException {
    if (request % CLEARED == 0) {
      api.clearCaches();
    }
  }
}
