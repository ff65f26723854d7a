/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.fingerprint;

/**
 * A 128-bit fingerprint: SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012) under a
 * fixed key. Ids come from outside, so a hash whose collisions can be made on purpose would let a
 * caller hide calls behind others; none is known for SipHash short of trying 2^64 ids.
 *
 * <p>An object is reused and belongs to one thread: {@link #of} overwrites {@link #high()} and
 * {@link #low()}. The key must never change: it is part of every checkpoint.
 */
public final class Fingerprint {

  private static final long KEY_0 = 0x7469_6465_6d61_726bL;
  private static final long KEY_1 = 0x636f_756e_7465_6431L;

  private final long key0;
  private final long key1;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long high;
  private long low;

  public Fingerprint() {
    this(KEY_0, KEY_1);
  }

  Fingerprint(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** Takes the fingerprint of {@code length} bytes. */
  public void of(byte[] bytes, int offset, int length) {
    v0 = key0 ^ 0x736f6d6570736575L;
    v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
    v2 = key0 ^ 0x6c7967656e657261L;
    v3 = key1 ^ 0x7465646279746573L;
    int end = offset + (length & ~7);
    for (int at = offset; at < end; at += Long.BYTES) {
      compress(LittleEndian.longAt(bytes, at));
    }
    long last = (long) length << 56;
    for (int i = length & 7; i > 0; i--) {
      last |= (bytes[end + i - 1] & 0xffL) << ((i - 1) * 8);
    }
    compress(last);
    v2 ^= 0xee;
    rounds(4);
    low = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    rounds(4);
    high = v0 ^ v1 ^ v2 ^ v3;
  }

  /** The upper half of the last fingerprint taken. */
  public long high() {
    return high;
  }

  /** The lower half of the last fingerprint taken. */
  public long low() {
    return low;
  }

  private void compress(long block) {
    v3 ^= block;
    rounds(2);
    v0 ^= block;
  }

  private void rounds(int count) {
    long a = v0;
    long b = v1;
    long c = v2;
    long d = v3;
    for (int i = 0; i < count; i++) {
      a += b;
      c += d;
      b = Long.rotateLeft(b, 13) ^ a;
      d = Long.rotateLeft(d, 16) ^ c;
      a = Long.rotateLeft(a, 32);
      c += b;
      a += d;
      b = Long.rotateLeft(b, 17) ^ c;
      d = Long.rotateLeft(d, 21) ^ a;
      c = Long.rotateLeft(c, 32);
    }
    v0 = a;
    v1 = b;
    v2 = c;
    v3 = d;
  }
}
