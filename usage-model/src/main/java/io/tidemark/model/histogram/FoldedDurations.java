/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The durations of a {@link RevisableHistogram} by bin, with the least and greatest of them. */
final class FoldedDurations {

  private final LatencyHistogram histogram = new LatencyHistogram();
  private final RetractableMinimum least = new RetractableMinimum();

  /** The greatest, as negative numbers. */
  private final RetractableMinimum greatest = new RetractableMinimum();

  void add(long millis) {
    histogram.add(millis);
    least.add(millis, 1);
    greatest.add(-millis, 1);
  }

  void remove(long millis) {
    histogram.takeBack(millis);
    least.add(millis, -1);
    greatest.add(-millis, -1);
  }

  /** Adds all of another one, which stays as it is. */
  void add(FoldedDurations other) {
    histogram.add(other.histogram);
    least.add(other.least);
    greatest.add(other.greatest);
  }

  void writeField(String name, JsonWriter json) {
    LatencyHistogram settled = histogram.settled();
    settled.writeField(
        name, least.least(settled.lowestBinned()), -greatest.least(-settled.highestBinned()), json);
  }

  void writeTo(DataOutput out) throws IOException {
    histogram.writeTo(out);
    least.writeTo(out);
    greatest.writeTo(out);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @param empty the truth value with which that begins
   */
  static FoldedDurations read(boolean empty, DataInput in) throws IOException {
    FoldedDurations read = new FoldedDurations();
    read.histogram.readFrom(empty, in);
    read.least.readFrom(in);
    read.greatest.readFrom(in);
    return read;
  }
}
