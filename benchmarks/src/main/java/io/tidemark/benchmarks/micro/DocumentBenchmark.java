/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.micro;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.HourlyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.json.JsonWriter;
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

/** One group's hour of {@link SampleCalls#COUNT} calls as the document that is indexed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DocumentBenchmark {

  private static final Publication FINAL =
      new Publication(1_767_571_200_000L, 60, true, 0, 0, 1_767_575_100_000L);

  private final JsonWriter json = new JsonWriter();
  private final Aggregate measures = new Aggregate(CallAggregation.LAYOUT);
  private byte[] group;

  @Setup
  public void prepare() {
    for (CallRow call : SampleCalls.createRows()) {
      CallAggregation.add(call, measures);
      group = call.dimensions();
    }
  }

  /** The document's bytes. */
  @Benchmark
  public byte[] write() {
    return HourlyDocument.write(HourlyFamily.MODEL_CALLS, group, measures, FINAL, json);
  }
}
