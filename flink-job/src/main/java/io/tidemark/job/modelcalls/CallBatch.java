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
 * Rows of calls, one behind the other as bytes: what crosses the network. The ids of all its calls
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
    int width = isWide(call) ? Long.BYTES : Integer.BYTES;
    int counts = countsOf(call);
    int end = length + FIXED + counts * width + call.dimensionsLength;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * end);
    }
    int at = length;
    LittleEndian.putLong(bytes, at, call.idHigh);
    LittleEndian.putLong(bytes, at + 8, call.idLow);
    LittleEndian.putLong(bytes, at + 16, call.eventTime);
    LittleEndian.putLong(bytes, at + 24, head(call, width | (counts > COMMON ? WITH_RARE : 0)));
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
   * @return where the next row begins, {@link #length} behind the last
   */
  int read(int start, CallRow call) {
    long head = LittleEndian.longAt(bytes, start + 24);
    int width = widthOf(head);
    int counts = countsOf(head);
    call.idHigh = LittleEndian.longAt(bytes, start);
    call.idLow = LittleEndian.longAt(bytes, start + 8);
    call.eventTime = LittleEndian.longAt(bytes, start + 16);
    call.content = (short) head;
    call.statusCode = (short) (head >>> 16);
    call.dimensionsLength = (int) (head >>> 32) & 0xffff;
    int outcome = (int) (head >>> 48) & 0xff;
    call.outcome = Outcome.ofCode(outcome & ~FLAGS);
    call.inconsistent = (outcome & INCONSISTENT) != 0;
    call.otherCurrency = (outcome & OTHER_CURRENCY) != 0;
    int at = start + FIXED;
    for (int i = 0; i < counts; i++) {
      call.counts[i] = get(at + i * width, width);
    }
    Arrays.fill(call.counts, counts, COUNTS, UNKNOWN);
    call.buffer = bytes;
    call.dimensionsStart = at + counts * width;
    return call.dimensionsStart + call.dimensionsLength;
  }

  /** Where the row behind the one at {@code start} begins. */
  int next(int start) {
    long head = LittleEndian.longAt(bytes, start + 24);
    return start + FIXED + countsOf(head) * widthOf(head) + ((int) (head >>> 32) & 0xffff);
  }

  private static int widthOf(long head) {
    return (int) (head >>> 56) & ~WITH_RARE;
  }

  private static int countsOf(long head) {
    return ((int) (head >>> 56) & WITH_RARE) == 0 ? COMMON : COUNTS;
  }

  /** All counts, or only the common ones where the call reports no other. */
  private static int countsOf(CallRow call) {
    for (int i = COMMON; i < COUNTS; i++) {
      if (call.counts[i] != UNKNOWN) {
        return COUNTS;
      }
    }
    return COMMON;
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
  private static boolean isWide(CallRow call) {
    long all = 0;
    for (long count : call.counts) {
      all |= count + 1;
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

  private long get(int at, int width) {
    return width == Integer.BYTES ? LittleEndian.intAt(bytes, at) : LittleEndian.longAt(bytes, at);
  }
}
