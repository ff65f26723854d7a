/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import java.io.Serializable;
import java.time.Clock;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * How the publisher of hours feeds that of days.
 *
 * @param options which days are aggregated
 * @param parts where hours go, as parts of their days; null at the publisher of days
 * @param progress where the start of the first complete day goes
 * @param clock decides about the first day
 */
public record DayFeed(
    DayOptions options,
    OutputTag<PartialAggregate> parts,
    OutputTag<Long> progress,
    SerializableSupplier<Clock> clock)
    implements Serializable {

  /** A feed by the clock of the machine. */
  public DayFeed(DayOptions options, OutputTag<PartialAggregate> parts, OutputTag<Long> progress) {
    this(options, parts, progress, Clock::systemUTC);
  }

  DayFeed asReceiver() {
    return new DayFeed(options, null, progress, clock);
  }

  boolean sends() {
    return parts != null;
  }

  FirstDay createFirstDay() {
    return new FirstDay(options, clock.get());
  }

  long startOf(long windowStart) {
    return options.zone().startOf(windowStart);
  }
}
