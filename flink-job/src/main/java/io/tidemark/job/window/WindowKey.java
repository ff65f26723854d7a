/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.serialization.ValueType;
import io.tidemark.model.fingerprint.LittleEndian;
import io.tidemark.model.hourly.DimensionKey;
import java.util.Arrays;

/**
 * One window of one group, by which its state is keyed. Compared by all its bytes, so that two
 * groups never meet by a hash; the id of its document, which costs a digest, is made only when the
 * document is.
 */
public final class WindowKey {

  public static final ValueType<WindowKey> TYPE =
      ValueType.of(WindowKey.class, new WindowKeyCodec());

  private final long windowStart;
  private final byte[] dimensions;
  private final int hash;

  /**
   * @param windowStart milliseconds since 1970
   * @param dimensions a {@link DimensionKey}; kept, and never changed
   */
  public WindowKey(long windowStart, byte[] dimensions) {
    this.windowStart = windowStart;
    this.dimensions = dimensions;
    hash = hash(windowStart, dimensions, 0, dimensions.length);
  }

  /** Milliseconds since 1970. */
  public long windowStart() {
    return windowStart;
  }

  /** The group; not a copy. */
  public byte[] dimensions() {
    return dimensions;
  }

  /** The id of the hourly document. */
  public String documentId() {
    return DimensionKey.documentId(windowStart, dimensions);
  }

  /**
   * Eight bytes a step. Places keys in state, so that it must stay the same in every build and on
   * every machine.
   */
  static int hash(long windowStart, byte[] buffer, int start, int length) {
    long mix = windowStart;
    int whole = start + (length & ~7);
    int end = start + length;
    for (int at = start; at < whole; at += Long.BYTES) {
      mix = (mix ^ LittleEndian.longAt(buffer, at)) * 0x9E3779B97F4A7C15L;
      mix ^= mix >>> 32;
    }
    for (int at = whole; at < end; at++) {
      mix = (mix ^ buffer[at]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (mix ^ (mix >>> 32));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowKey that
        && windowStart == that.windowStart
        && Arrays.equals(dimensions, that.dimensions);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return documentId();
  }
}
