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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the tab of model calls asks for 7 days, by one client and by many. */
public final class PageRow implements Row {

  /** One client after another request. */
  public static final PageRow ONE = new PageRow("A2", 1);

  /** Many at once. */
  public static final PageRow MANY = new PageRow("A3", 32);

  private static final double TARGET_MILLIS = 150;
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final List<String> REQUESTS =
      List.of(
          "/status?range=7d",
          "/model-calls/facets?range=7d",
          "/model-calls/summary?range=7d&compare=previous",
          "/model-calls/trend?range=7d&metric=calls",
          "/model-calls/trend?range=7d&metric=total_tokens&group_by=model&limit=9&interval=day",
          "/model-calls/distribution?range=7d&group_by=model&metric=total_tokens",
          "/model-calls/distribution?range=7d&group_by=user_id&metric=calls",
          "/model-calls/performance?range=7d",
          "/model-calls/records?range=7d&limit=50");

  private final String name;
  private final int clients;

  private PageRow(String name, int clients) {
    this.name = name;
    this.clients = clients;
  }

  @Override
  public String name() {
    return name;
  }

  /** One request: which it was, how long it took, and whether it was answered. */
  private record Asked(int request, double millis, boolean answered) {}

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    Duration length = scale.equals(Scale.TINY) ? SHORT : LONG;
    try (ServedApi api = ServedApi.start(work, "2g", "512m")) {
      CallData data = new CallData(api, scale);
      data.load(false);
      ask(api, length);
      long start = System.nanoTime();
      List<Asked> asked = ask(api, length);
      double seconds = (System.nanoTime() - start) / 1e9;
      return section(scale, data, asked, seconds, circumstances);
    }
  }

  private List<Asked> ask(ServedApi api, Duration length)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<List<Asked>>> all = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int first = client;
        all.add(threads.submit(() -> askInTurn(api, length, first)));
      }
      List<Asked> asked = new ArrayList<>();
      for (Future<List<Asked>> one : all) {
        asked.addAll(one.get());
      }
      return asked;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Asked> askInTurn(ServedApi api, Duration length, int first)
      throws IOException {
    List<Asked> asked = new ArrayList<>();
    long end = System.nanoTime() + length.toNanos();
    for (int i = first; System.nanoTime() < end || asked.size() < REQUESTS.size(); i++) {
      int request = i % REQUESTS.size();
      long start = System.nanoTime();
      boolean answered = api.get(REQUESTS.get(request)).statusCode() == 200;
      asked.add(new Asked(request, (System.nanoTime() - start) / 1e6, answered));
    }
    return asked;
  }

  private Section section(
      Scale scale, CallData data, List<Asked> asked, double seconds, Circumstances circumstances) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("request", "median ms", "p95 ms"));
    for (int i = 0; i < REQUESTS.size(); i++) {
      int request = i;
      List<Asked> same = asked.stream().filter(one -> one.request() == request).toList();
      table.add(List.of("`" + REQUESTS.get(i) + "`", middle(same), p95(same)));
    }
    table.add(List.of("all", middle(asked), "**" + p95(asked) + "**"));
    long errors = asked.stream().filter(one -> !one.answered()).count();
    return new Section(name, "the page's requests for 7 days, clients: " + clients)
        .table(table)
        .say(
            String.format(
                Locale.ROOT,
                "%,.0f requests a second, %d errors of %,d.%s",
                asked.size() / seconds,
                errors,
                asked.size(),
                clients == 1
                    ? " Target: p95 of " + Median.text(TARGET_MILLIS, 0) + " ms a request."
                    : ""))
        .say(
            String.format(
                Locale.ROOT,
                "%,d hourly documents of 20 tenants, one of which is asked. The same requests come"
                    + " again and again, so Elasticsearch's cache of requests takes part, as it does"
                    + " for people who look at one page. Elasticsearch, API and clients share the"
                    + " machine.",
                data.hourlyDocuments()))
        .say(circumstances.describe("benchmarks/run " + name + scale.options()));
  }

  private static String middle(List<Asked> asked) {
    return Median.text(Median.of(asked, Asked::millis), 1);
  }

  private static String p95(List<Asked> asked) {
    double[] sorted = asked.stream().mapToDouble(Asked::millis).sorted().toArray();
    return Median.text(sorted[(int) Math.ceil(0.95 * sorted.length) - 1], 1);
  }
}
