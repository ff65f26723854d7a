/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.model.aggregate.Aggregate;
import java.util.Arrays;

/**
 * The partial aggregate of one group and window while events are added to it. Rows may be appended
 * as they came and are added to the aggregate together: a row that is appended touches one or two
 * cache lines, one that is added to sums, histograms and codes more than a dozen, most of which
 * have left the cache since the row before.
 */
public final class WindowPart {

  /** Adds rows that were appended to an aggregate. */
  @FunctionalInterface
  public interface RowAdder {
    void addRows(byte[] rows, int length, Aggregate target);
  }

  /** Bytes of rows that wait: some 20 calls. */
  static final int MAX_BYTES = 1 << 10;

  private static final int FIRST_ROWS = 4;
  private static final byte[] NONE = {};

  private final PreAggregator table;
  private final byte[] dimensions;
  private byte[] rows = NONE;
  private int length;

  /** Null before anything is added to it. */
  private Aggregate aggregate;

  WindowPart(PreAggregator table, byte[] dimensions) {
    this.table = table;
    this.dimensions = dimensions;
  }

  /** Appends a row, which a {@link RowAdder} will add. */
  public void append(byte[] source, int start, int rowLength) {
    if (length + rowLength > rows.length) {
      makeRoom(rowLength);
    }
    System.arraycopy(source, start, rows, length, rowLength);
    length += rowLength;
  }

  /** Reads the bytes that are compared and those to which the next row is appended. */
  int prefetch() {
    int own = dimensions.length == 0 ? 0 : dimensions[dimensions.length - 1] + dimensions[0];
    return length < rows.length ? own + rows[length] : own;
  }

  /** The group; not a copy. */
  byte[] dimensions() {
    return dimensions;
  }

  boolean hasDimensions(byte[] buffer, int start, int end) {
    return Arrays.equals(dimensions, 0, dimensions.length, buffer, start, end);
  }

  /** The aggregate of all that was added and appended, to be added to. */
  public Aggregate aggregate() {
    if (aggregate == null) {
      aggregate = table.createAggregate();
    }
    if (length > 0) {
      table.rowAdder().addRows(rows, length, aggregate);
      length = 0;
    }
    return aggregate;
  }

  private void makeRoom(int rowLength) {
    if (length > 0 && length + rowLength > MAX_BYTES) {
      aggregate();
    }
    int needed = length + rowLength;
    if (needed > rows.length) {
      int more = Math.max(FIRST_ROWS * rowLength, 2 * rows.length);
      rows = Arrays.copyOf(rows, Math.max(needed, Math.min(MAX_BYTES, more)));
    }
  }
}
