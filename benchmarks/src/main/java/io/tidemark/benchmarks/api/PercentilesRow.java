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
import java.util.Collections;
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

  private static final Map<String, ToLongFunction<Random>> SHAPES = listShapes();

  private static Map<String, ToLongFunction<Random>> listShapes() {
    Map<String, ToLongFunction<Random>> shapes = new LinkedHashMap<>();
    shapes.put("short answers (log-normal about 300 ms)", r -> drawLogNormal(r, 300, 0.4));
    shapes.put("long answers (log-normal about 9 s)", r -> drawLogNormal(r, 9_000, 0.6));
    shapes.put("short and long together", CallData::latency);
    shapes.put("heavy tail (Pareto from 200 ms)", r -> drawPareto(r, 200, 1.5));
    shapes.put("cached and computed (8 ms, 2 s)", PercentilesRow::drawTwoPeaks);
    shapes.put("evenly up to a minute", r -> 1 + r.nextInt(60_000));
    shapes.put("embeddings (log-normal about 25 ms)", r -> drawLogNormal(r, 25, 0.3));
    return shapes;
  }

  private static long drawLogNormal(Random random, double median, double width) {
    return limitMillis(median * Math.exp(width * random.nextGaussian()));
  }

  private static long drawPareto(Random random, double least, double exponent) {
    return limitMillis(least / Math.pow(1 - random.nextDouble(), 1 / exponent));
  }

  private static long drawTwoPeaks(Random random) {
    return random.nextInt(10) < 7
        ? drawLogNormal(random, 8, 0.2)
        : drawLogNormal(random, 2_000, 0.2);
  }

  private static long limitMillis(double millis) {
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
    List<Double> all = new ArrayList<>();
    Random random = new Random(SEED);
    for (Map.Entry<String, ToLongFunction<Random>> shape : SHAPES.entrySet()) {
      List<double[]> errors = measureErrors(random, shape.getValue(), trials);
      List<String> row = new ArrayList<>(List.of(shape.getKey()));
      for (int i = 0; i < SHARES.length; i++) {
        row.add(formatPercent(findGreatest(errors, i)));
      }
      List<Double> each = errors.stream().flatMap(e -> Arrays.stream(e).boxed()).toList();
      row.add(formatPercent(Median.of(each, Double::doubleValue)));
      table.add(row);
      all.addAll(each);
    }
    return new Section(name(), "percentiles from merged bins against exact ones")
        .say("The greatest error seen, by shape and percentile:")
        .table(table)
        .say(
            "Greatest of all **"
                + formatPercent(Collections.max(all))
                + "**, target 5 %; median of all errors **"
                + formatPercent(Median.of(all, Double::doubleValue))
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

  /** The errors of each sample at {@link #SHARES}. */
  private static List<double[]> measureErrors(
      Random random, ToLongFunction<Random> shape, int trials) {
    List<double[]> errors = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      long[] values = drawValues(random, shape);
      errors.add(Arrays.stream(SHARES).map(share -> measureError(values, share)).toArray());
    }
    return errors;
  }

  private static double findGreatest(List<double[]> errors, int share) {
    return errors.stream().mapToDouble(error -> error[share]).max().orElseThrow();
  }

  private static String formatPercent(double share) {
    return Median.text(100 * share, 2) + " %";
  }

  private static long[] drawValues(Random random, ToLongFunction<Random> shape) {
    long[] values = new long[100 + random.nextInt(MOST_CALLS - 100)];
    for (int i = 0; i < values.length; i++) {
      values[i] = shape.applyAsLong(random);
    }
    Arrays.sort(values);
    return values;
  }

  private static double measureError(long[] sorted, double share) {
    long[] counts = new long[LatencyBins.COUNT];
    for (long value : sorted) {
      counts[LatencyBins.of(value)]++;
    }
    double exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
    double found = Percentiles.at(share, counts, sorted[0], sorted[sorted.length - 1]);
    return Math.abs(found - exact) / exact;
  }
}
