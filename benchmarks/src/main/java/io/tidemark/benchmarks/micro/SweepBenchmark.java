/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.micro;

import io.tidemark.model.comfyui.LevelChanges;
import io.tidemark.model.comfyui.LevelSweep;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The concurrency of an hour from the starts and ends of its runs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SweepBenchmark {

  private static final long SEED = 20260105;
  private static final int HOUR = 3_600_000;
  private static final int LONGEST_RUN = 60_000;

  /** Runs of the hour. */
  @Param({"1000", "100000"})
  public int runs;

  private LevelChanges changes;

  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(SEED);
    changes = new LevelChanges();
    for (int i = 0; i < runs; i++) {
      int start = random.nextInt(HOUR - LONGEST_RUN);
      changes.add(start, 1);
      changes.add(start + 1 + random.nextInt(LONGEST_RUN - 1), -1);
    }
  }

  /** The hour's levels. */
  @Benchmark
  public LevelSweep sweep() {
    return LevelSweep.of(0, changes, HOUR);
  }
}
