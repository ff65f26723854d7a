/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Texts behind one another as bytes, each after its length; one that is absent has length -1. */
final class PackedTexts {

  private static final short ABSENT = -1;
  private static final int USUAL_TEXTS = 16;

  private final List<byte[]> texts = new ArrayList<>(USUAL_TEXTS);
  private int length;

  void add(String text) {
    byte[] bytes = text == null ? null : text.getBytes(UTF_8);
    texts.add(bytes);
    length += Short.BYTES + (bytes == null ? 0 : bytes.length);
  }

  /** The texts, behind {@code head} free bytes. */
  byte[] withRoomBefore(int head) {
    byte[] packed = new byte[head + length];
    ByteBuffer buffer = ByteBuffer.wrap(packed).position(head);
    for (byte[] text : texts) {
      if (text == null) {
        buffer.putShort(ABSENT);
      } else {
        buffer.putShort((short) text.length).put(text);
      }
    }
    return packed;
  }

  /** The text at which the buffer stands; null when it is absent. */
  static String next(ByteBuffer buffer) {
    short code = buffer.getShort();
    if (code == ABSENT) {
      return null;
    }
    byte[] text = new byte[code & 0xffff];
    buffer.get(text);
    return new String(text, UTF_8);
  }
}
