/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.model.json.JsonWriter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The dimensions of a group as bytes: each value in order, as its length in two bytes and its UTF-8
 * text; length 0 means unknown. Equal bytes mean the same group, and no two groups share them.
 */
public final class DimensionKey {

  private static final int LENGTH_BYTES = 2;
  private static final int ID_BYTES = 16;
  private static final byte[] UNKNOWN = new byte[0];

  private DimensionKey() {}

  /** Appends one dimension to {@code target}, which has room; returns where the next one begins. */
  public static int append(byte[] target, int at, byte[] source, int offset, int length) {
    target[at] = (byte) (length >>> 8);
    target[at + 1] = (byte) length;
    System.arraycopy(source, offset, target, at + LENGTH_BYTES, length);
    return at + LENGTH_BYTES + length;
  }

  /** The key of the given values; null or empty is unknown. */
  public static byte[] of(String... values) {
    byte[][] texts = new byte[values.length][];
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      texts[i] = values[i] == null ? UNKNOWN : values[i].getBytes(UTF_8);
      length += size(texts[i].length);
    }
    byte[] key = new byte[length];
    int at = 0;
    for (byte[] text : texts) {
      at = append(key, at, text, 0, text.length);
    }
    return key;
  }

  /**
   * The key of a group. Dimensions that later builds added come last and are left out of the key
   * from the first one on after which all are unknown, so that a group without them has the key
   * that earlier builds gave it.
   *
   * @param first how many dimensions every key has
   */
  public static byte[] ofGroup(int first, String... values) {
    int known = values.length;
    while (known > first && (values[known - 1] == null || values[known - 1].isEmpty())) {
      known--;
    }
    return of(Arrays.copyOf(values, known));
  }

  /** Bytes that a text of {@code length} bytes takes in a key. */
  public static int size(int length) {
    return LENGTH_BYTES + length;
  }

  /** The dimension at {@code index}, or null when it is unknown. */
  public static String value(byte[] key, int index) {
    int at = 0;
    for (int i = 0; i < index && at < key.length; i++) {
      at += size(lengthAt(key, at));
    }
    if (at >= key.length) {
      return null;
    }
    int length = lengthAt(key, at);
    return length == 0 ? null : new String(key, at + LENGTH_BYTES, length, UTF_8);
  }

  /** Writes each known dimension as a member under its name. */
  public static void writeFields(byte[] key, List<String> names, JsonWriter json) {
    int at = 0;
    for (String name : names) {
      if (at >= key.length) {
        return;
      }
      int length = lengthAt(key, at);
      if (length != 0) {
        json.field(name, key, at + LENGTH_BYTES, length);
      }
      at += size(length);
    }
  }

  /**
   * The id of the hourly document of a group: the hour as {@code yyyyMMddTHHmm} and 128 bits of
   * SHA-256 over the key. A hash that can be forged would let one tenant overwrite another's
   * documents.
   */
  public static String documentId(long windowStart, byte[] key) {
    byte[] digest = Arrays.copyOf(Sha256.digest(key), ID_BYTES);
    return HourText.compact(windowStart)
        + "-"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private static int lengthAt(byte[] key, int at) {
    return (key[at] & 0xff) << 8 | (key[at + 1] & 0xff);
  }
}
