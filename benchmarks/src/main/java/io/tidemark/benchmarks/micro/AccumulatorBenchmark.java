/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.micro;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.modelcalls.CallAggregation;
import io.tidemark.model.modelcalls.CallRow;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One call folded into its group's hour, histograms included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AccumulatorBenchmark {

  private final Aggregate measures = new Aggregate(CallAggregation.LAYOUT);
  private CallRow[] calls;
  private int next;

  @Setup
  public void prepare() {
    calls = SampleCalls.createRows();
  }

  /** The aggregates that rows are added to. */
  @Benchmark
  public Aggregate add() {
    CallAggregation.add(calls[next++ & (SampleCalls.COUNT - 1)], measures);
    return measures;
  }
}
