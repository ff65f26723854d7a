/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.intake;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long intake takes for a request with one event, at a fixed rate. A request that cannot be
 * sent in time because all senders wait counts from when it was due.
 */
public final class SingleRow implements Row {

  private static final int RATE = 500;
  private static final int SENDERS = 32;
  private static final int TARGET_MILLIS = 20;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  @Override
  public String name() {
    return "N2";
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    CallBodies bodies = CallBodies.create(scale.input(), 1);
    Duration length = scale.equals(Scale.TINY) ? SHORT : LONG;
    double[] millis;
    try (ServedIntake intake = ServedIntake.start(work)) {
      send(intake, bodies, length);
      millis = send(intake, bodies, length);
    }
    return new Section(name(), "requests with one event, " + RATE + " a second")
        .table(
            List.of(
                List.of("median ms", "p95 ms", "p99 ms", "longest ms"),
                List.of(
                    formatPercentile(millis, 0.5),
                    formatPercentile(millis, 0.95),
                    "**" + formatPercentile(millis, 0.99) + "**",
                    formatPercentile(millis, 1))))
        .say("Target: p99 of " + TARGET_MILLIS + " ms.")
        .say(
            String.format(
                Locale.ROOT,
                "%,d requests after as many that only warm up, each timed from when it was due to"
                    + " the answer, which comes after the broker's. Sender, intake and broker share"
                    + " the machine.",
                millis.length))
        .say(circumstances.describe("benchmarks/run " + name() + scale.options()));
  }

  /** Milliseconds of each request, in order of size. */
  private static double[] send(ServedIntake intake, CallBodies bodies, Duration length)
      throws Exception {
    long gap = TimeUnit.SECONDS.toNanos(1) / RATE;
    int requests = (int) (length.toMillis() * RATE / 1_000);
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Future<Double>> answers = new ArrayList<>(requests);
      long start = System.nanoTime();
      for (int i = 0; i < requests; i++) {
        long due = start + i * gap;
        byte[] body = bodies.get(i);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        answers.add(
            senders.submit(
                () -> {
                  intake.post(body);
                  return (System.nanoTime() - due) / 1e6;
                }));
      }
      double[] millis = new double[requests];
      for (int i = 0; i < requests; i++) {
        millis[i] = answers.get(i).get();
      }
      Arrays.sort(millis);
      return millis;
    } finally {
      senders.shutdownNow();
    }
  }

  private static String formatPercentile(double[] sorted, double share) {
    return Median.text(Median.percentile(sorted, share), 1);
  }
}
