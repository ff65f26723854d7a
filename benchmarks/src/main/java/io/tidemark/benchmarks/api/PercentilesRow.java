/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.model.histogram.LatencyBins;
import io.tidemark.model.histogram.Percentiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;

/** How far percentiles from merged bins are from the exact ones, for latencies of many shapes. */
public final class PercentilesRow implements Row {

  private static final long SEED = 20260113;
  private static final int TRIALS = 200;
  private static final int MOST_CALLS = 20_000;
  private static final double[] SHARES = {0.5, 0.9, 0.95, 0.99};

  private static final Map<String, ToLongFunction<Random>> SHAPES = shapes();

  private static Map<String, ToLongFunction<Random>> shapes() {
    Map<String, ToLongFunction<Random>> shapes = new LinkedHashMap<>();
    shapes.put("short answers (log-normal about 300 ms)", r -> logNormal(r, 300, 0.4));
    shapes.put("long answers (log-normal about 9 s)", r -> logNormal(r, 9_000, 0.6));
    shapes.put("short and long together", CallData::latency);
    shapes.put("heavy tail (Pareto from 200 ms)", r -> pareto(r, 200, 1.5));
    shapes.put("cached and computed (8 ms, 2 s)", PercentilesRow::twoPeaks);
    shapes.put("evenly up to a minute", r -> 1 + r.nextInt(60_000));
    shapes.put("embeddings (log-normal about 25 ms)", r -> logNormal(r, 25, 0.3));
    return shapes;
  }

  private static long logNormal(Random random, double median, double width) {
    return limited(median * Math.exp(width * random.nextGaussian()));
  }

  private static long pareto(Random random, double least, double exponent) {
    return limited(least / Math.pow(1 - random.nextDouble(), 1 / exponent));
  }

  private static long twoPeaks(Random random) {
    return random.nextInt(10) < 7 ? logNormal(random, 8, 0.2) : logNormal(random, 2_000, 0.2);
  }

  private static long limited(double millis) {
    return Math.max(1, Math.min(900_000, Math.round(millis)));
  }

  @Override
  public String name() {
    return "A4";
  }

  @Override
  public Section measure(Scale scale, Path work) {
    int trials = scale.equals(Scale.TINY) ? 2 : TRIALS;
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("latencies", "p50", "p90", "p95", "p99", "median of all errors"));
    double greatest = 0;
    List<Double> all = new ArrayList<>();
    Random random = new Random(SEED);
    for (Map.Entry<String, ToLongFunction<Random>> shape : SHAPES.entrySet()) {
      double[] worst = new double[SHARES.length];
      List<Double> errors = new ArrayList<>();
      for (int trial = 0; trial < trials; trial++) {
        long[] values = values(random, shape.getValue());
        for (int i = 0; i < SHARES.length; i++) {
          double error = error(values, SHARES[i]);
          worst[i] = Math.max(worst[i], error);
          errors.add(error);
        }
      }
      greatest = Math.max(greatest, Arrays.stream(worst).max().orElseThrow());
      all.addAll(errors);
      List<String> row = new ArrayList<>(List.of(shape.getKey()));
      Arrays.stream(worst).forEach(error -> row.add(percent(error)));
      row.add(percent(Median.of(errors, Double::doubleValue)));
      table.add(row);
    }
    return new Section(name(), "percentiles from merged bins against exact ones")
        .say("The greatest error seen, by shape and percentile:")
        .table(table)
        .say(
            "Greatest of all **"
                + percent(greatest)
                + "**, target 5 %; median of all errors **"
                + percent(Median.of(all, Double::doubleValue))
                + "**, target 2 %.")
        .say(
            "The exact percentile is the smallest latency that so many of all calls do not exceed. "
                + trials
                + " samples of up to "
                + Median.text(MOST_CALLS, 0)
                + " calls for each shape, seed "
                + SEED
                + ". Taken with `benchmarks/run A4"
                + scale.options()
                + "`; the machine does not matter.");
  }

  private static String percent(double share) {
    return Median.text(100 * share, 2) + " %";
  }

  private static long[] values(Random random, ToLongFunction<Random> shape) {
    long[] values = new long[100 + random.nextInt(MOST_CALLS - 100)];
    for (int i = 0; i < values.length; i++) {
      values[i] = shape.applyAsLong(random);
    }
    Arrays.sort(values);
    return values;
  }

  private static double error(long[] sorted, double share) {
    long[] counts = new long[LatencyBins.COUNT];
    for (long value : sorted) {
      counts[LatencyBins.of(value)]++;
    }
    double exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
    double found = Percentiles.at(share, counts, sorted[0], sorted[sorted.length - 1]);
    return Math.abs(found - exact) / exact;
  }
}
