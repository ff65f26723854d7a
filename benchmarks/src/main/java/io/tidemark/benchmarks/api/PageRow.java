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
import java.util.stream.Stream;

/** The requests of the page for 7 days, by one client and by many. */
public final class PageRow implements Row {

  private static final int MANY = 32;
  private static final double TARGET_MILLIS = 150;
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Each client asks everything once. */
  private static final Duration SHORT = Duration.ZERO;

  /** As the tabs of model calls, performance, records and status ask, and a filter that opens. */
  private static final List<String> REQUESTS =
      Stream.of(
              "/status?",
              "/model-calls/summary?compare=previous",
              "/model-calls/trend?metric=calls&interval=day&group_by=model&limit=8",
              "/model-calls/distribution?metric=calls&group_by=model&limit=8",
              "/model-calls/distribution?metric=calls&group_by=user_id&limit=5",
              "/model-calls/distribution?metric=calls&group_by=api_key_id&limit=5",
              "/model-calls/distribution?metric=calls&group_by=project_id&limit=5",
              "/model-calls/performance?duration=latency_ms&interval=day",
              "/model-calls/performance?duration=time_to_first_token_ms&interval=day",
              "/model-calls/trend?metric=latency_ms.p95&interval=day&group_by=model&limit=8",
              "/model-calls/facets?facet=model&limit=100",
              "/model-calls/records?limit=50")
          .map(request -> (request + "&range=7d").replace("?&", "?"))
          .toList();

  private final String name;
  private final int clients;
  private final PreparedApi prepared;

  private PageRow(String name, int clients, PreparedApi prepared) {
    this.name = name;
    this.clients = clients;
    this.prepared = prepared;
  }

  /** One request after another. */
  public static PageRow oneClient(PreparedApi prepared) {
    return new PageRow("A2", 1, prepared);
  }

  /** Many at once. */
  public static PageRow manyClients(PreparedApi prepared) {
    return new PageRow("A3", MANY, prepared);
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
    boolean isTiny = scale.equals(Scale.TINY);
    Duration length = isTiny ? SHORT : LONG;
    ServedApi api = prepared.withRecords(scale, work);
    if (!isTiny) {
      ask(api, length);
    }
    long start = System.nanoTime();
    List<Asked> asked = ask(api, length);
    double seconds = (System.nanoTime() - start) / 1e9;
    return createSection(scale, prepared.calls(), asked, seconds, circumstances);
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

  private Section createSection(
      Scale scale, CallData data, List<Asked> asked, double seconds, Circumstances circumstances) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("request", "median ms", "p95 ms"));
    for (int i = 0; i < REQUESTS.size(); i++) {
      int request = i;
      List<Asked> same = asked.stream().filter(one -> one.request() == request).toList();
      table.add(List.of("`" + REQUESTS.get(i) + "`", formatMedian(same), formatP95(same)));
    }
    table.add(List.of("all", formatMedian(asked), "**" + formatP95(asked) + "**"));
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

  private static String formatMedian(List<Asked> asked) {
    return Median.text(Median.of(asked, Asked::millis), 1);
  }

  private static String formatP95(List<Asked> asked) {
    double[] sorted = asked.stream().mapToDouble(Asked::millis).sorted().toArray();
    return Median.text(Median.percentile(sorted, 0.95), 1);
  }
}
