/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Texts that may be absent, on the network: each as its UTF-8 bytes in one piece. No state is
 * written with it.
 */
public final class Texts {

  private static final int ABSENT = 0xffff;

  private Texts() {}

  /** Writes a text of at most 65,534 bytes, or that there is none. */
  public static void write(String text, DataOutputView target) throws IOException {
    if (text == null) {
      target.writeShort(ABSENT);
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    target.writeShort(bytes.length);
    target.write(bytes);
  }

  /** Reads what {@link #write} wrote; null when there was none. */
  public static String read(DataInputView source) throws IOException {
    int length = source.readUnsignedShort();
    if (length == ABSENT) {
      return null;
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return new String(bytes, UTF_8);
  }

  /** Writes at most 255 entries. */
  public static void writeEntries(Map<String, String> entries, DataOutputView target)
      throws IOException {
    target.writeByte(entries.size());
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      write(entry.getKey(), target);
      write(entry.getValue(), target);
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
      entries.put(read(source), read(source));
    }
    return entries;
  }
}
