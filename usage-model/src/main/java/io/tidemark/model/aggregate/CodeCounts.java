/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A number of events per code. Few codes occur in one window, so two short arrays hold them. */
final class CodeCounts {

  private static final short[] NO_CODES = {};
  private static final long[] NO_COUNTS = {};

  private short[] codes = NO_CODES;
  private long[] counts = NO_COUNTS;

  void add(short code, long more) {
    int at = Arrays.binarySearch(codes, code);
    if (at >= 0) {
      counts[at] += more;
      return;
    }
    at = -at - 1;
    int length = codes.length;
    codes = Arrays.copyOf(codes, length + 1);
    counts = Arrays.copyOf(counts, length + 1);
    System.arraycopy(codes, at, codes, at + 1, length - at);
    System.arraycopy(counts, at, counts, at + 1, length - at);
    codes[at] = code;
    counts[at] = more;
  }

  void add(CodeCounts other) {
    for (int i = 0; i < other.codes.length; i++) {
      add(other.codes[i], other.counts[i]);
    }
  }

  void writeField(String name, JsonWriter json) {
    if (codes.length == 0) {
      return;
    }
    json.beginObject(name);
    for (int i = 0; i < codes.length; i++) {
      json.field(Short.toString(codes[i]), counts[i]);
    }
    json.endObject();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeShort(codes.length);
    for (int i = 0; i < codes.length; i++) {
      out.writeShort(codes[i]);
      out.writeLong(counts[i]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    int length = in.readUnsignedShort();
    codes = length == 0 ? NO_CODES : new short[length];
    counts = length == 0 ? NO_COUNTS : new long[length];
    for (int i = 0; i < length; i++) {
      codes[i] = in.readShort();
      counts[i] = in.readLong();
    }
  }
}
