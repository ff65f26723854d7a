/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.serialization;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;

/** Byte arrays whose length precedes them. */
public final class ByteArrays {

  /** Room that is made before there are bytes for it; a damaged length must not fill the heap. */
  private static final int STEP = 1 << 20;

  private ByteArrays() {}

  /**
   * Reads bytes.
   *
   * @throws EOFException when there are fewer, or the length is negative
   */
  public static byte[] read(int length, DataInputView source) throws IOException {
    if (length < 0) {
      throw new EOFException("negative length " + length);
    }
    byte[] bytes = new byte[Math.min(length, STEP)];
    source.readFully(bytes);
    for (int at = bytes.length; at < length; at = bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * at));
      source.readFully(bytes, at, bytes.length - at);
    }
    return bytes;
  }
}
