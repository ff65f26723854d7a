/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The distribution of a duration, or another value, over the events of a window. */
public sealed interface DurationHistogram permits LatencyHistogram, RevisableHistogram {

  /** Adds one duration in milliseconds; negative ones are unknown and leave no trace. */
  void add(long millis);

  /**
   * Takes back a duration that was added.
   *
   * @throws UnsupportedOperationException when the histogram cannot take values back
   */
  void remove(long millis);

  /** Adds all of another histogram of the same class, which stays as it is. */
  void merge(DurationHistogram other);

  /** Writes the member {@code name} with this histogram, or nothing when it is empty. */
  void writeField(String name, JsonWriter json);

  /** Writes everything that {@link #readFrom} needs. */
  void writeTo(DataOutput out) throws IOException;

  /** Replaces everything by what {@link #writeTo} wrote. */
  void readFrom(DataInput in) throws IOException;
}
