/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.types;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Texts that may be absent, on the network and in state. */
public final class Texts {

  private Texts() {}

  /** Writes a text of at most 65,535 bytes, or that there is none. */
  public static void write(String text, DataOutputView target) throws IOException {
    target.writeBoolean(text != null);
    if (text != null) {
      target.writeUTF(text);
    }
  }

  /** Reads what {@link #write} wrote; null when there was none. */
  public static String read(DataInputView source) throws IOException {
    return source.readBoolean() ? source.readUTF() : null;
  }

  /** Writes at most 255 entries. */
  public static void writeEntries(Map<String, String> entries, DataOutputView target)
      throws IOException {
    target.writeByte(entries.size());
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      target.writeUTF(entry.getKey());
      target.writeUTF(entry.getValue());
    }
  }

  /** Reads what {@link #writeEntries} wrote. */
  public static Map<String, String> readEntries(DataInputView source) throws IOException {
    int count = source.readUnsignedByte();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(source.readUTF(), source.readUTF());
    }
    return entries;
  }
}
