/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Codec of the reports under one id. */
public final class ReportedCodec implements Codec<Reported> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<Reported> SERIALIZER =
      new CodecSerializer<>(new ReportedCodec());

  /** Did not distinguish an amount from the first value of a counter. */
  private static final int WITHOUT_COUNTERS = 1;

  private static final int VERSION = 2;

  @Override
  public String name() {
    return "agent-report";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Reported create() {
    return new Reported();
  }

  @Override
  public void write(Reported reported, DataOutputView target) throws IOException {
    reported.writeTo(target);
  }

  @Override
  public Reported read(DataInputView source, int version) throws IOException {
    Reported reported = new Reported();
    reported.readFrom(source, version > WITHOUT_COUNTERS);
    return reported;
  }
}
