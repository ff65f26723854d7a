/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * From which day on days are published. A job that continues from state without days knows only a
 * part of the running day, so it begins with the next one. So does a job whose days were switched
 * off or had another time zone. A job without any state publishes all days that it sees; documents
 * of earlier jobs may be there, so that it knows only later days to be complete.
 */
final class FirstDay {

  private final DayOptions options;
  private final Clock clock;
  private ListState<CoveredDays> state;
  private CoveredDays covered;

  FirstDay(DayOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  /** Reads the days of the state, or decides about them. */
  void restore(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("days", CoveredDays.TYPE));
    covered = decide(context.isRestored());
    state.update(List.of(covered));
  }

  /** Whether a day is published. */
  boolean isPublished(long dayStart) {
    return dayStart >= covered.publishedFrom();
  }

  /** Start of the first day of which all events are known; {@link CoveredDays#NEVER} without. */
  long completeFrom() {
    return covered.completeFrom();
  }

  private CoveredDays decide(boolean restored) throws Exception {
    String zone = options.zone().name();
    if (!options.enabled()) {
      return new CoveredDays(zone, CoveredDays.NEVER, CoveredDays.NEVER);
    }
    CoveredDays known = null;
    for (CoveredDays one : state.get()) {
      if (known == null || one.completeFrom() > known.completeFrom()) {
        known = one;
      }
    }
    boolean goesOn =
        known != null && known.zone().equals(zone) && known.completeFrom() != CoveredDays.NEVER;
    if (goesOn) {
      return known;
    }
    long next = options.zone().firstFrom(clock.millis() + options.maxFuture().toMillis());
    return new CoveredDays(zone, restored ? next : Long.MIN_VALUE, next);
  }
}
