/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import io.tidemark.model.histogram.BinLayout;
import io.tidemark.model.histogram.DurationHistogram;
import io.tidemark.model.histogram.LatencyHistogram;
import io.tidemark.model.histogram.RevisableHistogram;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchema;
import java.io.Serializable;
import java.util.List;

/**
 * The places of a schema's measures in an {@link Aggregate}. State holds measures in the order of
 * the schema: a measure that is added carries {@code since(n)} of a new version, and the order of
 * the others never changes.
 */
public final class AggregateLayout implements Serializable {

  private static final int MAX_SUMS = Long.SIZE;
  private static final int MAX_VERSION = 255;

  private final String workload;
  private final int version;
  private final String[] sums;
  private final int[] sumSince;
  private final boolean[] retractable;
  private final boolean anyRetractable;
  private final long alwaysKnown;
  private final String[] histograms;
  private final int[] histogramSince;
  private final boolean[] retractableHistogram;
  private final BinLayout[] bins;
  private final String[] codes;
  private final String[] ids;

  private AggregateLayout(WorkloadSchema schema) {
    List<Measure> plain = select(schema, false);
    List<Measure> durations = select(schema, true);
    workload = schema.id();
    version = schema.storedMeasures().stream().mapToInt(Measure::since).max().orElse(1);
    sums = fieldsOf(plain);
    sumSince = plain.stream().mapToInt(Measure::since).toArray();
    retractable = retractableOf(plain);
    anyRetractable = plain.stream().anyMatch(Measure::retractable);
    histograms = fieldsOf(durations);
    histogramSince = durations.stream().mapToInt(Measure::since).toArray();
    retractableHistogram = retractableOf(durations);
    bins = durations.stream().map(Measure::binLayout).toArray(BinLayout[]::new);
    codes = schema.codeCounts().toArray(String[]::new);
    ids = schema.idLists().toArray(String[]::new);
    alwaysKnown = findAlwaysKnown(plain);
    if (sums.length > MAX_SUMS || version > MAX_VERSION) {
      throw new IllegalStateException(
          "%s has %d measures in version %d: at most %d and version %d are allowed"
              .formatted(workload, sums.length, version, MAX_SUMS, MAX_VERSION));
    }
  }

  /** The layout of a schema's stored measures. */
  public static AggregateLayout createFor(WorkloadSchema schema) {
    return new AggregateLayout(schema);
  }

  /** The workload whose measures these are. */
  public String workload() {
    return workload;
  }

  /** The version that state is written in: the latest of its measures. */
  public int version() {
    return version;
  }

  /**
   * The place of a count or sum.
   *
   * @param field its field in documents
   * @throws IllegalArgumentException when the schema has none
   */
  public int findSum(String field) {
    return find(sums, field);
  }

  /**
   * The place of a histogram.
   *
   * @throws IllegalArgumentException when the schema has none
   */
  public int findHistogram(String field) {
    return find(histograms, field);
  }

  int sumCount() {
    return sums.length;
  }

  String sumField(int sum) {
    return sums[sum];
  }

  int sumSince(int sum) {
    return sumSince[sum];
  }

  boolean isRetractable(int sum) {
    return retractable[sum];
  }

  boolean hasRetractableSums() {
    return anyRetractable;
  }

  /** The counts, which every event makes known, one bit each. */
  long alwaysKnown() {
    return alwaysKnown;
  }

  int histogramCount() {
    return histograms.length;
  }

  String histogramField(int histogram) {
    return histograms[histogram];
  }

  int histogramSince(int histogram) {
    return histogramSince[histogram];
  }

  DurationHistogram createHistogram(int histogram) {
    return retractableHistogram[histogram]
        ? new RevisableHistogram()
        : new LatencyHistogram(bins[histogram]);
  }

  int codeCount() {
    return codes.length;
  }

  String codeField(int map) {
    return codes[map];
  }

  int idListCount() {
    return ids.length;
  }

  String idListField(int list) {
    return ids[list];
  }

  @Override
  public String toString() {
    return "%s version %d".formatted(workload, version);
  }

  private int find(String[] fields, String field) {
    int at = List.of(fields).indexOf(field);
    if (at < 0) {
      throw new IllegalArgumentException(workload + " stores no measure '" + field + "'");
    }
    return at;
  }

  private static List<Measure> select(WorkloadSchema schema, boolean histograms) {
    return schema.storedMeasures().stream()
        .filter(measure -> (measure.kind() == Measure.Kind.HISTOGRAM) == histograms)
        .toList();
  }

  private static String[] fieldsOf(List<Measure> measures) {
    return measures.stream().map(Measure::field).toArray(String[]::new);
  }

  private static boolean[] retractableOf(List<Measure> measures) {
    boolean[] flags = new boolean[measures.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = measures.get(i).retractable();
    }
    return flags;
  }

  private static long findAlwaysKnown(List<Measure> sums) {
    long known = 0;
    for (int i = 0; i < sums.size(); i++) {
      Measure sum = sums.get(i);
      boolean isKnown = sum.kind() == Measure.Kind.COUNT || !sum.mayBeUnknown();
      known |= isKnown && !sum.retractable() ? 1L << i : 0;
    }
    return known;
  }
}
