/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import io.tidemark.model.histogram.DurationHistogram;
import io.tidemark.model.hourly.Sums;
import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The measures of one group in one window, laid out by the schema of the workload. A sum that no
 * event reported is unknown, which is not 0.
 *
 * <p>Written with the version of its layout: measures of later versions are unknown when it is
 * read.
 */
public final class Aggregate {

  /** Ids that one list of a document holds; a user's agent has a few sessions in an hour. */
  public static final int MAX_IDS = 1000;

  private static final CodeCounts[] NO_CODES = {};
  private static final DistinctIds[] NO_IDS = {};
  private static final DurationHistogram[] NO_HISTOGRAMS = {};

  private final AggregateLayout layout;
  private final long[] sums;

  /** Events that reported a retractable sum, minus those taken back; null without such sums. */
  private final long[] reports;

  private final DurationHistogram[] histograms;
  private final CodeCounts[] codes;
  private final DistinctIds[] ids;
  private long known;
  private long events;

  /** An aggregate of no events. */
  public Aggregate(AggregateLayout layout) {
    this.layout = layout;
    sums = new long[layout.sumCount()];
    reports = layout.hasRetractableSums() ? new long[sums.length] : null;
    histograms = createHistograms(layout);
    codes = layout.codeCount() == 0 ? NO_CODES : new CodeCounts[layout.codeCount()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = new CodeCounts();
    }
    ids = layout.idListCount() == 0 ? NO_IDS : new DistinctIds[layout.idListCount()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = new DistinctIds();
    }
  }

  /**
   * Adds to the number of events, with which the version of the document grows. All counts are
   * known from then on.
   */
  public void addEvents(long more) {
    events += more;
    known |= layout.alwaysKnown();
  }

  /** Adds events of an earlier build, which knew only the counts that are added one by one. */
  public void addEarlierEvents(long more) {
    events += more;
  }

  /** Adds to a count or sum, which is known from then on. */
  public void add(int sum, long more) {
    sums[sum] = Sums.add(sums[sum], more);
    known |= 1L << sum;
  }

  /**
   * Adds to a retractable sum, or takes back with negative numbers.
   *
   * @param moreReports events that report it; the sum is known while there are any
   */
  public void addRetractable(int sum, long more, long moreReports) {
    sums[sum] = Sums.add(sums[sum], more);
    reports[sum] += moreReports;
  }

  /** Adds a duration in milliseconds to a histogram; negative ones are unknown. */
  public void addDuration(int histogram, long millis) {
    histograms[histogram].add(millis);
  }

  /** Takes back a duration from a retractable histogram. */
  public void removeDuration(int histogram, long millis) {
    histograms[histogram].remove(millis);
  }

  /** Adds to the number of events with a code. */
  public void addCode(int map, int code, long more) {
    codes[map].add(code, more);
  }

  /** Adds an id to a list, which holds {@link #MAX_IDS}. */
  public void addId(int list, String id) {
    ids[list].add(id);
  }

  /** Adds another aggregate of the same group and window, which stays as it is. */
  public void add(Aggregate other) {
    addSums(other, 1);
    events += other.events;
    for (int i = 0; i < codes.length; i++) {
      codes[i].add(other.codes[i]);
    }
    for (int i = 0; i < histograms.length; i++) {
      histograms[i].merge(other.histograms[i]);
    }
    for (int i = 0; i < ids.length; i++) {
      ids[i].add(other.ids[i]);
    }
  }

  /**
   * Adds the counts and sums of another aggregate and nothing else of it.
   *
   * @param sign -1 to take them back
   */
  public void addSums(Aggregate other, int sign) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Sums.add(sums[i], sign * other.sums[i]);
    }
    known |= other.known;
    if (reports != null) {
      for (int i = 0; i < reports.length; i++) {
        reports[i] += sign * other.reports[i];
      }
    }
  }

  /** Whether another aggregate has the same events, counts and sums. */
  public boolean hasSameSums(Aggregate other) {
    return other != null
        && events == other.events
        && known == other.known
        && Arrays.equals(sums, other.sums)
        && Arrays.equals(reports, other.reports);
  }

  /** The number of events; it only ever grows, and the version of the document with it. */
  public long events() {
    return events;
  }

  /** Whether any event reported the count or sum. */
  public boolean isKnown(int sum) {
    return layout.isRetractable(sum) ? reports[sum] > 0 : (known >>> sum & 1) != 0;
  }

  /** A count or sum; 0 when it is unknown. */
  public long sum(int sum) {
    return sums[sum];
  }

  /** Writes the members of the document; an unknown measure is left out. */
  public void writeFields(JsonWriter json) {
    for (int i = 0; i < sums.length; i++) {
      if (isKnown(i)) {
        json.field(layout.sumField(i), sums[i]);
      }
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i].writeField(layout.codeField(i), json);
    }
    for (int i = 0; i < histograms.length; i++) {
      histograms[i].writeField(layout.histogramField(i), json);
    }
    for (int i = 0; i < ids.length; i++) {
      ids[i].writeField(layout.idListField(i), json);
    }
  }

  /** Writes everything that {@link #readFrom} needs. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(layout.version());
    out.writeLong(events);
    out.writeLong(known);
    for (int i = 0; i < sums.length; i++) {
      if (layout.isRetractable(i)) {
        out.writeLong(reports[i]);
        out.writeLong(sums[i]);
      } else if ((known >>> i & 1) != 0) {
        out.writeLong(sums[i]);
      }
    }
    for (CodeCounts map : codes) {
      map.writeTo(out);
    }
    for (DurationHistogram histogram : histograms) {
      histogram.writeTo(out);
    }
    for (DistinctIds list : ids) {
      list.writeTo(out);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote, in this version of the layout or an earlier one.
   *
   * @throws UnknownVersionException when a later build wrote it
   */
  public void readFrom(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version == 0 || version > layout.version()) {
      throw new UnknownVersionException(layout.workload(), version, layout.version());
    }
    events = in.readLong();
    readSums(in, version);
    for (CodeCounts map : codes) {
      map.readFrom(in);
    }
    for (int i = 0; i < histograms.length; i++) {
      if (layout.histogramSince(i) <= version) {
        histograms[i].readFrom(in);
      }
    }
    for (DistinctIds list : ids) {
      list.readFrom(in);
    }
  }

  /** Reads a histogram as builds before the versions wrote it. */
  public void readDurations(int histogram, DataInput in) throws IOException {
    histograms[histogram].readFrom(in);
  }

  /** The bits of known sums number the measures of that version only. */
  private void readSums(DataInput in, int version) throws IOException {
    long written = in.readLong();
    known = 0;
    int bit = 0;
    for (int i = 0; i < sums.length; i++) {
      if (layout.sumSince(i) > version) {
        continue;
      }
      boolean isWritten = (written >>> bit++ & 1) != 0;
      known |= isWritten ? 1L << i : 0;
      if (layout.isRetractable(i)) {
        reports[i] = in.readLong();
        sums[i] = in.readLong();
      } else {
        sums[i] = isWritten ? in.readLong() : 0;
      }
    }
  }

  private static DurationHistogram[] createHistograms(AggregateLayout layout) {
    if (layout.histogramCount() == 0) {
      return NO_HISTOGRAMS;
    }
    DurationHistogram[] created = new DurationHistogram[layout.histogramCount()];
    for (int i = 0; i < created.length; i++) {
      created[i] = layout.createHistogram(i);
    }
    return created;
  }
}
