/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Numbers that are small most of the time, seven bits a byte. */
final class VarLong {

  private VarLong() {}

  static void write(long value, DataOutputView target) throws IOException {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      target.writeByte((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    target.writeByte((int) rest);
  }

  static long read(DataInputView source) throws IOException {
    long value = 0;
    int shift = 0;
    while (true) {
      byte next = source.readByte();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
      shift += 7;
    }
  }
}
