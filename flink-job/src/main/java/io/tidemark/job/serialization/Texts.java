/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
}
