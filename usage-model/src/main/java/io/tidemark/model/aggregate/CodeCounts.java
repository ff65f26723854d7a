/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import io.tidemark.model.histogram.SparseCounts;
import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A number of events per code. */
final class CodeCounts extends SparseCounts {

  /** Codes are 16 bits in state. */
  private static final int CODE_MASK = 0xffff;

  void add(int code, long more) {
    addCount(code & CODE_MASK, more);
  }

  void add(CodeCounts other) {
    addCounts(other);
  }

  void writeField(String name, JsonWriter json) {
    if (size() == 0) {
      return;
    }
    json.beginObject(name);
    for (int i = 0; i < size(); i++) {
      json.field(Short.toString(codeAt(i)), countAt(i));
    }
    json.endObject();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeShort(size());
    for (int i = 0; i < size(); i++) {
      out.writeShort(codeAt(i));
      out.writeLong(countAt(i));
    }
  }

  void readFrom(DataInput in) throws IOException {
    int codes = in.readUnsignedShort();
    clearCounts(codes);
    for (int i = 0; i < codes; i++) {
      appendCount(in.readUnsignedShort(), in.readLong());
    }
  }

  private short codeAt(int index) {
    return (short) keyAt(index);
  }
}
