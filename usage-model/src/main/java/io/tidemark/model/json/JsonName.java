/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A name of a member, or the beginning of a text, that is written often: letters, digits and
 * underscores, which need no escapes.
 */
public final class JsonName {

  private final byte[] bytes;

  private JsonName(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Prepares a name.
   *
   * @throws IllegalArgumentException when it has any other character
   */
  public static JsonName of(String name) {
    if (!name.chars().allMatch(JsonName::isPlain)) {
      throw new IllegalArgumentException(
          "'" + name + "': only letters, digits and underscores are allowed");
    }
    return new JsonName(name.getBytes(US_ASCII));
  }

  byte[] bytes() {
    return bytes;
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
