/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.HourlyDocument;

/** All that is known of one group's hour. */
public final class WindowState {

  final Aggregate measures;
  boolean isFinal;
  long revision;
  long lateEvents;

  /** Version last handed to the sink; -1 when there is none. */
  long publishedVersion = -1;

  /** When the next provisional document or correction is due; 0 when none is. */
  long dueAt;

  WindowState(Aggregate measures) {
    this.measures = measures;
  }

  /** Whether its day got what is known of it, so that what comes later goes there as it comes. */
  boolean wentToItsDay() {
    return isFinal || lateEvents > 0;
  }

  long version() {
    return HourlyDocument.version(measures.events(), isFinal);
  }

  boolean hasNews() {
    return version() != publishedVersion;
  }
}
