/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A histogram of durations that can be taken back. All of it is exact but for the least and the
 * greatest after more than {@value RetractableMinimum#KEPT} of the least or greatest have been
 * taken back: then the edge of the bin takes their place.
 */
public final class RevisableHistogram implements DurationHistogram {

  private final LatencyHistogram histogram = new LatencyHistogram();
  private final RetractableMinimum least = new RetractableMinimum();

  /** The greatest, as negative numbers. */
  private final RetractableMinimum greatest = new RetractableMinimum();

  @Override
  public void add(long millis) {
    if (millis >= 0) {
      histogram.add(millis);
      least.add(millis, 1);
      greatest.add(-millis, 1);
    }
  }

  /** Takes back one duration, which a part that is added later may hold. */
  @Override
  public void remove(long millis) {
    if (millis >= 0) {
      histogram.takeBack(millis);
      least.add(millis, -1);
      greatest.add(-millis, -1);
    }
  }

  @Override
  public void merge(DurationHistogram other) {
    add((RevisableHistogram) other);
  }

  /** Adds all of another histogram, which stays as it is. */
  public void add(RevisableHistogram other) {
    histogram.add(other.histogram);
    least.add(other.least);
    greatest.add(other.greatest);
  }

  @Override
  public void writeField(String name, JsonWriter json) {
    LatencyHistogram settled = histogram.settled();
    settled.writeField(
        name, least.least(settled.lowestBinned()), -greatest.least(-settled.highestBinned()), json);
  }

  @Override
  public void writeTo(DataOutput out) throws IOException {
    histogram.writeTo(out);
    least.writeTo(out);
    greatest.writeTo(out);
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    histogram.readFrom(in);
    least.readFrom(in);
    greatest.readFrom(in);
  }
}
