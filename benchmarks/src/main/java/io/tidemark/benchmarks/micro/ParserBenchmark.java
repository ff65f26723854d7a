/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.micro;

import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.NativeModelCallFormat;
import io.tidemark.model.parsing.UsageFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One native record into a checked call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark implements UsageFormat.Output<ModelCall> {

  private final NativeModelCallFormat format = new NativeModelCallFormat();
  private byte[][] records;
  private int next;
  private long lastTime;

  @Setup
  public void prepare() {
    records = SampleCalls.records();
  }

  /** The event time of the call. */
  @Benchmark
  public long parse() {
    format.parse(records[next++ & (SampleCalls.COUNT - 1)], this);
    return lastTime;
  }

  @Override
  public void event(ModelCall call) {
    lastTime = call.eventTime();
  }

  @Override
  public void reject(String message) {
    throw new IllegalStateException(message);
  }
}
