/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.micro;

import io.tidemark.model.histogram.LatencyHistogram;
import io.tidemark.model.histogram.Percentiles;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Merging the latency histograms of two hours, and reading a percentile. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HistogramBenchmark {

  private static final long SEED = 20260105;
  private static final int LATENCIES = 10_000;

  private final LatencyHistogram hour = new LatencyHistogram();
  private long[] bins;

  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < LATENCIES; i++) {
      hour.add((long) Math.exp(random.nextDouble() * 11));
    }
    bins = hour.toBins();
  }

  /** An hour's histogram in an empty one. */
  @Benchmark
  public LatencyHistogram merge() {
    LatencyHistogram merged = new LatencyHistogram();
    merged.add(hour);
    return merged;
  }

  /** Milliseconds. */
  @Benchmark
  public double percentile() {
    return Percentiles.at(0.99, bins, hour.min(), hour.max());
  }
}
