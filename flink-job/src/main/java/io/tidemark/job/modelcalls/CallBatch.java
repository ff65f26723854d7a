/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.job.admission.KeyGroupBatches;
import io.tidemark.job.dedup.IdSpace;
import io.tidemark.model.fingerprint.LittleEndian;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.modelcalls.Outcome;
import java.util.Arrays;

/**
 * Rows of calls, one after the other as bytes: what crosses the network. The ids of all its calls
 * are of one key group, so that it may be sent wherever the first one's bucket is. A row is read in
 * place, and costs no object on either side.
 *
 * <p>A row has four words: the id, the event time, and one that holds content, status code, length
 * of the dimensions, outcome, whether its tokens are inconsistent and whether its counts are wide.
 * Then come the counts, of four or eight bytes each, and the dimensions.
 */
public final class CallBatch implements KeyGroupBatches.Batch {

  /** Bytes from which on a batch should be sent: half of a network buffer. */
  static final int FULL = 1 << 14;

  private static final int FIXED = 4 * Long.BYTES;
  private static final int COUNTS = CallRow.COUNTS;
  private static final int COMMON = CallCount.countCommon();

  /** Set in the byte of the outcome. */
  private static final int INCONSISTENT = 0x80;

  private static final int OTHER_CURRENCY = 0x40;
  private static final int FLAGS = INCONSISTENT | OTHER_CURRENCY;

  /** Set in the byte of the width where counts follow that few calls report. */
  private static final int WITH_RARE = 0x80;

  private static final int FIRST_CAPACITY = 1 << 12;

  private byte[] bytes;
  private int length;
  private int bucket;

  CallBatch() {
    this(new byte[FIRST_CAPACITY], 0, 0);
  }

  CallBatch(byte[] bytes, int length, int bucket) {
    this.bytes = bytes;
    this.length = length;
    this.bucket = bucket;
  }

  /** The bucket of the first call's id, by which the batch is sent. */
  public Integer key() {
    return IdSpace.key(bucket);
  }

  int bucket() {
    return bucket;
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

  CallBatch copy() {
    return new CallBatch(Arrays.copyOf(bytes, length), length, bucket);
  }

  /** Appends a call, of the same key group as those before it. */
  void add(CallRow call) {
    if (length == 0) {
      bucket = IdSpace.bucketOf(call.idHigh);
    }
    int counts = countsOf(call);
    int width = isWide(call, counts) ? Long.BYTES : Integer.BYTES;
    int end = length + FIXED + counts * width + call.dimensionsLength;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * end);
    }
    int at = length;
    LittleEndian.putLong(bytes, at, call.idHigh);
    LittleEndian.putLong(bytes, at + 8, call.idLow);
    LittleEndian.putLong(bytes, at + 16, call.eventTime);
    int form = width | (counts > COMMON ? WITH_RARE : 0);
    LittleEndian.putLong(bytes, measuresAt(at), head(call, form));
    at += FIXED;
    for (int i = 0; i < counts; i++) {
      put(at + i * width, width, call.counts[i]);
    }
    at += counts * width;
    System.arraycopy(call.buffer, call.dimensionsStart, bytes, at, call.dimensionsLength);
    length = end;
  }

  /**
   * Reads the row at {@code start}; its dimensions stay where they are.
   *
   * @return where the next row begins, {@link #length} after the last
   */
  int read(int start, CallRow call) {
    readMeasures(bytes, measuresAt(start), call);
    return readKey(start, call);
  }

  /** Reads all of a row but its measures; returns where the next row begins. */
  int readKey(int start, CallRow call) {
    long head = LittleEndian.longAt(bytes, measuresAt(start));
    call.idHigh = idHigh(start);
    call.idLow = idLow(start);
    call.eventTime = LittleEndian.longAt(bytes, start + 16);
    call.content = (short) head;
    call.buffer = bytes;
    call.dimensionsStart = start + FIXED + countsOf(head) * widthOf(head);
    call.dimensionsLength = dimensionsOf(head);
    return call.dimensionsStart + call.dimensionsLength;
  }

  /** Where the measures of the row at {@code start} begin; its dimensions follow them. */
  static int measuresAt(int start) {
    return start + 24;
  }

  /** Reads the measures at {@code start}; returns where they end. */
  static int readMeasures(byte[] bytes, int start, CallRow call) {
    long head = LittleEndian.longAt(bytes, start);
    int width = widthOf(head);
    int counts = countsOf(head);
    call.statusCode = (short) (head >>> 16);
    int outcome = (int) (head >>> 48) & 0xff;
    call.outcome = Outcome.ofCode(outcome & ~FLAGS);
    call.inconsistent = (outcome & INCONSISTENT) != 0;
    call.otherCurrency = (outcome & OTHER_CURRENCY) != 0;
    int at = start + Long.BYTES;
    for (int i = 0; i < counts; i++) {
      call.counts[i] = get(bytes, at + i * width, width);
    }
    Arrays.fill(call.counts, counts, COUNTS, UNKNOWN);
    return at + counts * width;
  }

  /** Where the row behind the one at {@code start} begins. */
  int next(int start) {
    long head = LittleEndian.longAt(bytes, measuresAt(start));
    return start + FIXED + countsOf(head) * widthOf(head) + dimensionsOf(head);
  }

  private static int dimensionsOf(long head) {
    return (int) (head >>> 32) & 0xffff;
  }

  private static int widthOf(long head) {
    return (int) (head >>> 56) & ~WITH_RARE;
  }

  private static int countsOf(long head) {
    return ((int) (head >>> 56) & WITH_RARE) == 0 ? COMMON : COUNTS;
  }

  /** All counts, or only the common ones where the call reports no other. */
  private static int countsOf(CallRow call) {
    long rare = UNKNOWN;
    for (int i = COMMON; i < COUNTS; i++) {
      rare &= call.counts[i]; // All bits are set while all are UNKNOWN, which is -1.
    }
    return rare == UNKNOWN ? COMMON : COUNTS;
  }

  long idHigh(int start) {
    return LittleEndian.longAt(bytes, start);
  }

  long idLow(int start) {
    return LittleEndian.longAt(bytes, start + 8);
  }

  private static long head(CallRow call, int width) {
    return (call.content & 0xffffL)
        | (call.statusCode & 0xffffL) << 16
        | (long) call.dimensionsLength << 32
        | (long) (call.outcome.code() | flags(call)) << 48
        | (long) width << 56;
  }

  private static int flags(CallRow call) {
    return (call.inconsistent ? INCONSISTENT : 0) | (call.otherCurrency ? OTHER_CURRENCY : 0);
  }

  /** Whether a count needs more than four bytes; unknown ones are -1. */
  private static boolean isWide(CallRow call, int counts) {
    long all = 0;
    for (int i = 0; i < counts; i++) {
      all |= call.counts[i] + 1;
    }
    return all > Integer.MAX_VALUE;
  }

  private void put(int at, int width, long count) {
    if (width == Integer.BYTES) {
      LittleEndian.putInt(bytes, at, (int) count);
    } else {
      LittleEndian.putLong(bytes, at, count);
    }
  }

  private static long get(byte[] bytes, int at, int width) {
    return width == Integer.BYTES ? LittleEndian.intAt(bytes, at) : LittleEndian.longAt(bytes, at);
  }
}
