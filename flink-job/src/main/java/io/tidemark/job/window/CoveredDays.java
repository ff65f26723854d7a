/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.Texts;
import io.tidemark.job.serialization.ValueType;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The days that a job publishes, in its state.
 *
 * @param zone the name of their time zone
 * @param publishedFrom start of the first day that is published
 * @param completeFrom start of the first day of which the job knows all events
 */
public record CoveredDays(String zone, long publishedFrom, long completeFrom) {

  public static final ValueType<CoveredDays> TYPE =
      ValueType.of(CoveredDays.class, new CoveredDaysCodec());

  /** No day. */
  static final long NEVER = Long.MAX_VALUE;

  private static final class CoveredDaysCodec implements Codec<CoveredDays> {

    private static final long serialVersionUID = 1;

    @Override
    public String name() {
      return "covered-days";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public boolean isImmutable() {
      return true;
    }

    @Override
    public CoveredDays create() {
      return new CoveredDays("", NEVER, NEVER);
    }

    @Override
    public void write(CoveredDays days, DataOutputView target) throws IOException {
      Texts.write(days.zone(), target);
      target.writeLong(days.publishedFrom());
      target.writeLong(days.completeFrom());
    }

    @Override
    public CoveredDays read(DataInputView source, int version) throws IOException {
      return new CoveredDays(Texts.read(source), source.readLong(), source.readLong());
    }
  }
}
