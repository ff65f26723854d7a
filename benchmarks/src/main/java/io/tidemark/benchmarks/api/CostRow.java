/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Costs of 30 days through the API, against the same answer in tokens. */
public final class CostRow implements Row {

  private static final String TARGET = "1.5";
  private static final int ROUNDS = 11;
  private static final String LIST = "/price-lists/all";

  private static final String PRICES =
      "{\"currency\":\"USD\",\"default\":true,\"prices\":[{\"id\":\"all\",\"match\":{\"model\":\"*\"},"
          + "\"per_million\":{\"input\":\"2.50\",\"cache_read\":\"1.25\",\"output\":\"10.00\"}}]}";

  private static final String SHARES = "/model-calls/distribution?range=30d&group_by=model&metric=";
  private static final String TREND =
      "/model-calls/trend?range=30d&interval=day&group_by=model&metric=";

  private final PreparedApi prepared;

  public CostRow(PreparedApi prepared) {
    this.prepared = prepared;
  }

  private record Times(double tokens, double cost) {}

  @Override
  public String name() {
    return "A7";
  }

  @Override
  public Section measure(Scale scale, Path work) throws IOException {
    Circumstances circumstances = new Circumstances();
    ServedApi api = prepared.withLargeTenant(scale, work);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("", "ms in tokens", "ms in money", "ratio"));
    int rounds = scale.rounds(ROUNDS);
    table.add(measureSummary(api, rounds));
    table.add(createRow("shares by model", measureMetrics(api, SHARES, rounds)));
    table.add(createRow("trend by model", measureMetrics(api, TREND, rounds)));
    return new Section(name(), "costs of 30 days ÷ the same answer in tokens")
        .table(table)
        .say("Target " + TARGET + " times, after clearing caches.")
        .say(
            String.format(
                Locale.ROOT,
                "%,d hourly documents of the tenant that is asked, among %,d of %d others: 40"
                    + " models with one price. The summary has costs while there is a price list."
                    + " Medians of %d rounds in turns.",
                prepared.calls().largeDocuments(),
                prepared.calls().hourlyDocuments(),
                CallData.TENANTS,
                rounds))
        .say(circumstances.describe("benchmarks/run A7" + scale.options()));
  }

  /** The same answer in tokens and in money. */
  private static List<Times> measureMetrics(ServedApi api, String path, int rounds)
      throws IOException {
    List<Times> times = new ArrayList<>();
    for (int round = 0; round < 2 * rounds; round++) {
      double tokens = ColdAnswers.measureOnce(api, path + "total_tokens");
      Times both = new Times(tokens, ColdAnswers.measureOnce(api, path + "cost"));
      // The first half only warms up.
      if (round >= rounds) {
        times.add(both);
      }
    }
    return times;
  }

  /** A summary without a price list is the same answer without costs. */
  private static List<String> measureSummary(ServedApi api, int rounds) throws IOException {
    String summary = "/model-calls/summary?range=30d";
    List<Times> times = new ArrayList<>();
    for (int round = 0; round < 2 * rounds; round++) {
      write(api, "DELETE", "");
      double tokens = ColdAnswers.measureOnce(api, summary);
      write(api, "PUT", PRICES);
      Times both = new Times(tokens, ColdAnswers.measureOnce(api, summary));
      if (round >= rounds) {
        times.add(both);
      }
    }
    return createRow("summary", times);
  }

  private static List<String> createRow(String name, List<Times> times) {
    double tokens = Median.of(times, Times::tokens);
    double cost = Median.of(times, Times::cost);
    return List.of(
        name, Median.text(tokens, 1), Median.text(cost, 1), Median.text(cost / tokens, 2));
  }

  private static void write(ServedApi api, String method, String body) throws IOException {
    int status = api.write(method, LIST, body).statusCode();
    // There is nothing to delete in the first round.
    if (status >= 400 && !(method.equals("DELETE") && status == 404)) {
      throw new IOException("The API refused " + method + " of the price list: " + status);
    }
  }
}
