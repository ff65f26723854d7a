/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.admission.KeyGroupBatches;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.RunStep;
import io.tidemark.model.comfyui.StepRow;
import io.tidemark.model.fingerprint.LittleEndian;
import java.util.Arrays;

/**
 * Rows of steps, one after the other as bytes: what crosses the network. The runs of all its steps
 * are of one bucket. A row is read in place.
 *
 * <p>A row has four words: the id, the event time, and one that holds the step, which texts it
 * says, and the lengths of dimensions and details. Then come the times of other steps, when there
 * is one, the dimensions and the details.
 */
public final class StepBatch implements KeyGroupBatches.Batch {

  /** Bytes from which on a batch should be sent: half of a network buffer. */
  static final int FULL = 1 << 14;

  private static final int FIXED = 4 * Long.BYTES;
  private static final int TIMES = 3 * Long.BYTES;
  private static final int FIRST_CAPACITY = 1 << 10;

  private static final int STEP_BITS = 4;
  private static final int STEP = (1 << STEP_BITS) - 1;

  /** Set in the head where times of other steps follow. */
  private static final long HAS_TIMES = 1L << STEP_BITS;

  private static final int SAID_SHIFT = 8;
  private static final int SAID = 0xffff;
  private static final int DIMENSIONS_SHIFT = 24;
  private static final int DIMENSIONS = 0xffff;
  private static final int DETAILS_SHIFT = 40;

  private final String key;
  private byte[] bytes;
  private int length;

  /** An empty batch for the bucket with this key. */
  StepBatch(String key) {
    this(key, new byte[FIRST_CAPACITY], 0);
  }

  StepBatch(String key, byte[] bytes, int length) {
    this.key = key;
    this.bytes = bytes;
    this.length = length;
  }

  /** The key of the bucket. */
  public String key() {
    return key;
  }

  /** Holds the rows, up to {@link #length}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  @Override
  public boolean isEmpty() {
    return length == 0;
  }

  @Override
  public boolean isFull() {
    return length >= FULL;
  }

  @Override
  public void clear() {
    length = 0;
  }

  StepBatch copy() {
    return new StepBatch(key, Arrays.copyOf(bytes, length), length);
  }

  /** Appends a step of a run in this bucket. */
  void add(StepRow row) {
    boolean times = hasTimes(row);
    int texts = row.end - row.dimensionsStart;
    int end = length + FIXED + (times ? TIMES : 0) + texts;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * end);
    }
    LittleEndian.putLong(bytes, length, row.idHigh);
    LittleEndian.putLong(bytes, length + 8, row.idLow);
    LittleEndian.putLong(bytes, length + 16, row.eventTime);
    LittleEndian.putLong(bytes, length + 24, head(row, times));
    int at = length + FIXED;
    if (times) {
      LittleEndian.putLong(bytes, at, row.submittedAt);
      LittleEndian.putLong(bytes, at + 8, row.startedAt);
      LittleEndian.putLong(bytes, at + 16, row.finishedAt);
      at += TIMES;
    }
    System.arraycopy(row.buffer, row.dimensionsStart, bytes, at, texts);
    length = end;
  }

  /**
   * Reads the row at {@code start}; its dimensions and details stay where they are.
   *
   * @return where the next row begins, {@link #length} after the last
   */
  int read(int start, StepRow row) {
    long head = LittleEndian.longAt(bytes, start + 24);
    row.idHigh = LittleEndian.longAt(bytes, start);
    row.idLow = LittleEndian.longAt(bytes, start + 8);
    row.eventTime = LittleEndian.longAt(bytes, start + 16);
    row.step = RunStep.ofCode((byte) (head & STEP));
    row.said = (int) (head >>> SAID_SHIFT) & SAID;
    int at = start + FIXED;
    boolean times = (head & HAS_TIMES) != 0;
    row.submittedAt = times ? LittleEndian.longAt(bytes, at) : ComfyuiRun.UNKNOWN;
    row.startedAt = times ? LittleEndian.longAt(bytes, at + 8) : ComfyuiRun.UNKNOWN;
    row.finishedAt = times ? LittleEndian.longAt(bytes, at + 16) : ComfyuiRun.UNKNOWN;
    at += times ? TIMES : 0;
    int dimensions = (int) (head >>> DIMENSIONS_SHIFT) & DIMENSIONS;
    row.buffer = bytes;
    row.dimensionsStart = at;
    row.detailsStart = at + dimensions;
    row.end = row.detailsStart + (int) (head >>> DETAILS_SHIFT);
    return row.end;
  }

  private static long head(StepRow row, boolean times) {
    return row.step.code()
        | (times ? HAS_TIMES : 0)
        | (long) row.said << SAID_SHIFT
        | (long) (row.detailsStart - row.dimensionsStart) << DIMENSIONS_SHIFT
        | (long) (row.end - row.detailsStart) << DETAILS_SHIFT;
  }

  private static boolean hasTimes(StepRow row) {
    return row.submittedAt != ComfyuiRun.UNKNOWN
        || row.startedAt != ComfyuiRun.UNKNOWN
        || row.finishedAt != ComfyuiRun.UNKNOWN;
  }
}
