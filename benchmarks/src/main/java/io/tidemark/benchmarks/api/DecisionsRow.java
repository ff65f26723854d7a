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
import java.util.concurrent.locks.LockSupport;

/** Decisions for gateways at a steady rate, while budgets are evaluated. */
public final class DecisionsRow implements Row {

  private static final int RATE = 5_000;
  private static final int CLIENTS = 16;
  private static final int BUDGETS = 20;
  private static final int USERS = 100;
  private static final double TARGET_MILLIS = 5;
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);

  /** The run that is not measured takes that many times as long. */
  private static final int WARM_UP = 3;

  private static final int COUNTED_WITHIN_SECONDS = 60;

  private final PreparedApi prepared;

  /** The row over the usage of {@code prepared}. */
  public DecisionsRow(PreparedApi prepared) {
    this.prepared = prepared;
  }

  @Override
  public String name() {
    return "D1";
  }

  /**
   * The answers of one run.
   *
   * @param millis time of each decision
   * @param failed decisions that were not answered with 200
   */
  private record Seen(List<Double> millis, long failed, double seconds) {

    List<String> describe(String elasticsearch) {
      double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return List.of(
          elasticsearch,
          Median.text(sorted.length / seconds, 0),
          formatPercentile(sorted, 0.5),
          "**" + formatPercentile(sorted, 0.99) + "**",
          formatPercentile(sorted, 0.999),
          Long.toString(failed));
    }

    private static String formatPercentile(double[] sorted, double share) {
      return Median.text(Median.percentile(sorted, share), 1);
    }
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    Duration length = scale.equals(Scale.TINY) ? SHORT : LONG;
    ServedApi api = prepared.withHours(scale, work);
    putBudgets(api);
    awaitCounted(api);
    // The compiler needs some time: a run before it is done says how fast it compiles.
    ask(api, length.multipliedBy(scale.rounds(WARM_UP)));
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of("Elasticsearch", "decisions a second", "p50 ms", "p99 ms", "p99.9 ms", "failed"));
    table.add(ask(api, length).describe("up"));
    api.stopNode();
    try {
      table.add(ask(api, length).describe("down"));
    } finally {
      api.startNode();
    }
    return createSection(scale, table, length, circumstances);
  }

  private static void putBudgets(ServedApi api) throws IOException {
    for (int i = 0; i < BUDGETS; i++) {
      String body =
          String.format(
              Locale.ROOT,
              "{\"match\":{\"workload\":\"model-calls\",\"model\":[\"model-%d\",\"model-%d\"]},"
                  + "\"per\":\"user_id\",\"measure\":\"total_tokens\",\"amount\":\"900000000\","
                  + "\"period\":\"month\",\"mode\":\"enforce\"}",
              i,
              i + 1);
      int status = api.write("PUT", "/budgets/bench-" + i, body).statusCode();
      if (status != 200 && status != 201) {
        throw new IllegalStateException("A budget was not accepted: " + status);
      }
    }
  }

  /** Waits until a decision rests on counted usage. */
  private static void awaitCounted(ServedApi api) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(COUNTED_WITHIN_SECONDS).toNanos();
    while (!api.write("POST", "/decisions", createCall(1)).body().contains("within_budget")) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("No budget was counted");
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static String createCall(int number) {
    return String.format(
        Locale.ROOT,
        "{\"user_id\":\"user-%d\",\"model\":\"model-%d\",\"expected_tokens\":900}",
        number % USERS,
        number % BUDGETS);
  }

  private static Seen ask(ServedApi api, Duration length)
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    List<GatewayConnection> connections = new ArrayList<>();
    try {
      for (int client = 0; client < CLIENTS; client++) {
        connections.add(api.connectGateway("/decisions"));
      }
      long start = System.nanoTime();
      List<Future<Seen>> all = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int first = client;
        all.add(threads.submit(() -> askInTurn(connections.get(first), start, length, first)));
      }
      List<Double> millis = new ArrayList<>();
      long failed = 0;
      for (Future<Seen> one : all) {
        millis.addAll(one.get().millis());
        failed += one.get().failed();
      }
      return new Seen(millis, failed, (System.nanoTime() - start) / 1e9);
    } finally {
      threads.shutdownNow();
      for (GatewayConnection connection : connections) {
        connection.close();
      }
    }
  }

  /** Asks at fixed times: a slow answer delays those after it, which counts for them. */
  private static Seen askInTurn(
      GatewayConnection connection, long start, Duration length, int first) throws IOException {
    List<Double> millis = new ArrayList<>();
    long failed = 0;
    long pause = Duration.ofSeconds(1).toNanos() / RATE;
    for (long i = first; i * pause < length.toNanos(); i += CLIENTS) {
      long due = start + i * pause;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      int status = connection.post(createCall((int) i));
      millis.add((System.nanoTime() - due) / 1e6);
      failed += status == 200 ? 0 : 1;
    }
    return new Seen(millis, failed, 0);
  }

  private Section createSection(
      Scale scale, List<List<String>> table, Duration length, Circumstances circumstances) {
    return new Section(name(), "decisions for gateways, " + RATE + " a second")
        .table(table)
        .say(
            String.format(
                Locale.ROOT,
                "%d enforcing budgets with an account for each of %d users. Each line takes %d s;"
                    + " the %d s before the first only warm up. Times count from when a request was"
                    + " due. Target: p99 of %s ms. Elasticsearch, API and %d gateway connections share the"
                    + " machine.",
                BUDGETS,
                USERS,
                length.toSeconds(),
                scale.rounds(WARM_UP) * length.toSeconds(),
                Median.text(TARGET_MILLIS, 0),
                CLIENTS))
        .say(circumstances.describe("benchmarks/run D1" + scale.options()));
  }
}
