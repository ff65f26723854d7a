/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import io.tidemark.model.hourly.HourlyDocument;
import io.tidemark.model.hourly.HourlyMeasures;

/**
 * All that is known of one group's hour.
 *
 * @param <M> the measures
 */
public final class HourState<M extends HourlyMeasures<M>> {

  final M measures;
  boolean isFinal;
  long revision;
  long lateEvents;

  /** Version last handed to the sink; -1 when there is none. */
  long publishedVersion = -1;

  /** When the next provisional figure or correction is due; 0 when none is. */
  long dueAt;

  HourState(M measures) {
    this.measures = measures;
  }

  long version() {
    return HourlyDocument.version(measures.events(), isFinal);
  }

  boolean hasNews() {
    return version() != publishedVersion;
  }
}
