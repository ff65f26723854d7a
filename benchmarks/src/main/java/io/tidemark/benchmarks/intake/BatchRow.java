/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.intake;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Progress;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Calls a second through intake, in batches, until Kafka has acknowledged them. */
public final class BatchRow implements Row {

  private static final int BATCH = 100;
  private static final int SENDERS = 8;
  private static final int TARGET = 20_000;

  /** A run takes so much of the calls of whole-job rows: about half a minute. */
  private static final int SHARE = 5;

  @Override
  public String name() {
    return "N1";
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    CallBodies bodies = CallBodies.create(scale.input(), BATCH);
    List<Double> rates = new ArrayList<>();
    long sent = 0;
    try (ServedIntake intake = ServedIntake.start(work)) {
      long batches = scale.input().events() / SHARE / BATCH;
      send(intake, bodies, scale.warmUpEvents() / SHARE / BATCH);
      sent += scale.warmUpEvents() / SHARE / BATCH * BATCH;
      for (int run = 0; run < scale.runs(); run++) {
        long start = System.nanoTime();
        send(intake, bodies, batches);
        double rate = batches * BATCH / ((System.nanoTime() - start) / 1e9);
        sent += batches * BATCH;
        rates.add(rate);
        Progress.say(String.format(Locale.ROOT, "%,.0f calls/s", rate));
      }
      if (intake.records() != sent) {
        throw new IllegalStateException(intake.records() + " records instead of " + sent);
      }
    }
    return createSection(scale, bodies, rates, circumstances);
  }

  private static void send(ServedIntake intake, CallBodies bodies, long batches) throws Exception {
    AtomicLong next = new AtomicLong();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int sender = 0; sender < SENDERS; sender++) {
        all.add(
            senders.submit(
                () -> {
                  for (long i = next.getAndIncrement(); i < batches; i = next.getAndIncrement()) {
                    intake.post(bodies.get(i));
                  }
                  return null;
                }));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    } finally {
      senders.shutdownNow();
    }
  }

  private Section createSection(
      Scale scale, CallBodies bodies, List<Double> rates, Circumstances circumstances) {
    return new Section(name(), "calls through intake into Kafka, in batches of " + BATCH)
        .table(
            List.of(
                List.of("calls/s, median", "calls/s of each run"),
                List.of(
                    "**" + Median.text(Median.of(rates, Double::doubleValue), 0) + "**",
                    Median.all(rates.stream().mapToDouble(Double::doubleValue).toArray(), 0))))
        .say(String.format(Locale.ROOT, "Target %,d.", TARGET))
        .say(
            String.format(
                Locale.ROOT,
                "%,d calls a run, %,d bytes a request, %d senders that wait for each answer. Intake"
                    + " answers when the broker has acknowledged. Senders, intake and broker share"
                    + " the machine. At the end the broker has as many records as were sent.",
                scale.input().events() / SHARE / BATCH * BATCH,
                bodies.averageBytes(),
                SENDERS))
        .say(circumstances.describe("benchmarks/run " + name() + scale.options()));
  }
}
