/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.model.fingerprint.Fingerprint;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** 128 bits over a tenant and a request id. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FingerprintBenchmark {

  private final Fingerprint fingerprint = new Fingerprint();
  private final byte[] identity = "..tenant-0701HZX8Q4T3B5C6D7E8F9G0H1J2".getBytes(US_ASCII);

  /** One half of the fingerprint. */
  @Benchmark
  public long fingerprint() {
    fingerprint.of(identity, 0, identity.length);
    return fingerprint.low();
  }
}
