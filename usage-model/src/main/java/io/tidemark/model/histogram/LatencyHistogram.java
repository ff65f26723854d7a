/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import io.tidemark.model.hourly.Sums;
import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Durations of one group in one hour, or other values of single events such as their tokens: how
 * many, their sum, least and greatest, and a histogram over the bins of a {@link BinLayout}. Only
 * bins in use take room, because most groups see few calls. Adding two histograms of one layout
 * loses nothing.
 */
public final class LatencyHistogram extends SparseCounts implements DurationHistogram {

  private final BinLayout layout;
  private long count;
  private long sum;
  private long min = Long.MAX_VALUE;
  private long max;

  /** A histogram of durations. */
  public LatencyHistogram() {
    this(BinLayout.DURATIONS);
  }

  public LatencyHistogram(BinLayout layout) {
    this.layout = layout;
  }

  @Override
  public void add(long millis) {
    if (millis < 0) {
      return;
    }
    count++;
    sum = Sums.add(sum, millis);
    min = Math.min(min, millis);
    max = Math.max(max, millis);
    addCount(layout.find(millis), 1);
  }

  /**
   * Takes back one duration, which a folded histogram may hold elsewhere; counts may be negative
   * until the two meet. Least and greatest stay as they were.
   */
  void takeBack(long millis) {
    count--;
    sum -= millis;
    addCount(layout.find(millis), -1);
  }

  /** Not possible: the least and the greatest would not be known. */
  @Override
  public void remove(long millis) {
    throw new UnsupportedOperationException("A histogram that is not retractable keeps its values");
  }

  @Override
  public void merge(DurationHistogram other) {
    add((LatencyHistogram) other);
  }

  /** Adds all of another histogram, which stays as it is. */
  public void add(LatencyHistogram other) {
    count += other.count;
    sum = Sums.add(sum, other.sum);
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    addCounts(other);
  }

  /** How many durations were added. */
  public long count() {
    return count;
  }

  /** Milliseconds in all. */
  public long sum() {
    return sum;
  }

  /** The least duration; {@link Long#MAX_VALUE} when there is none. */
  public long min() {
    return min;
  }

  /** The greatest duration; 0 when there is none. */
  public long max() {
    return max;
  }

  /**
   * This histogram, or one in which each duration that was taken back is taken out of the bin that
   * holds it: durations that an earlier build counted in {@link LatencyBins#EARLIER_OVERFLOW} are
   * taken back from the bins that followed later. Counts that are added must stay as they are,
   * because parts meet in any order; only percentiles need this.
   */
  LatencyHistogram settled() {
    if (earlierOverflow() <= 0) {
      return this;
    }
    LatencyHistogram settled = new LatencyHistogram(layout);
    settled.add(this);
    for (int i = 0; i < size(); i++) {
      if (keyAt(i) <= layout.earlierOverflow()) {
        continue;
      }
      long takenBack = Math.min(Math.max(0, -countAt(i)), settled.earlierOverflow());
      if (takenBack > 0) {
        settled.addCount(layout.earlierOverflow(), -takenBack);
        settled.addCount(keyAt(i), takenBack);
      }
    }
    return settled;
  }

  private long earlierOverflow() {
    return layout.earlierOverflow() == BinLayout.NONE ? 0 : findCount(layout.earlierOverflow());
  }

  /** The least value of the first bin in use; 0 when there is none. */
  long lowestBinned() {
    return size() == 0 ? 0 : layout.lowest(keyAt(0));
  }

  /** The greatest value of the last bin in use, as far as there were any; 0 when there is none. */
  long highestBinned() {
    if (size() == 0) {
      return 0;
    }
    return earlierOverflow() > 0 ? max : Math.min(max, layout.highest(keyAt(size() - 1)));
  }

  /** Observations per bin, as {@link Percentiles} takes them. */
  public long[] toBins() {
    long[] all = new long[layout.count()];
    for (int i = 0; i < size(); i++) {
      all[keyAt(i)] = countAt(i);
    }
    return all;
  }

  @Override
  public void writeField(String name, JsonWriter json) {
    writeField(name, min, max, json);
  }

  /** As above, when somebody else knows the least and the greatest. */
  void writeField(String name, long least, long greatest, JsonWriter json) {
    if (count == 0) {
      return;
    }
    json.beginObject(name);
    json.field("count", count);
    json.field("sum", sum);
    json.field("min", least);
    json.field("max", greatest);
    json.beginObject("bins");
    for (int i = 0; i < size(); i++) {
      json.field(LatencyBins.jsonName(keyAt(i)), countAt(i));
    }
    json.endObject();
    json.beginArray("bin_counts");
    for (int i = 0; i < size(); i++) {
      BinCounts.write(keyAt(i), countAt(i), json);
    }
    json.endArray();
    json.endObject();
  }

  @Override
  public void writeTo(DataOutput out) throws IOException {
    boolean empty = count == 0 && sum == 0 && size() == 0;
    out.writeBoolean(empty);
    if (empty) {
      return;
    }
    out.writeLong(count);
    out.writeLong(sum);
    out.writeLong(min);
    out.writeLong(max);
    out.writeShort(size());
    for (int i = 0; i < size(); i++) {
      out.writeShort(keyAt(i));
      out.writeLong(countAt(i));
    }
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    readFrom(in.readBoolean(), in);
  }

  /** Reads what follows the first truth value. */
  void readFrom(boolean empty, DataInput in) throws IOException {
    count = empty ? 0 : in.readLong();
    sum = empty ? 0 : in.readLong();
    min = empty ? Long.MAX_VALUE : in.readLong();
    max = empty ? 0 : in.readLong();
    int bins = empty ? 0 : in.readUnsignedShort();
    clearCounts(bins);
    for (int i = 0; i < bins; i++) {
      appendCount(in.readUnsignedShort(), in.readLong());
    }
  }
}
