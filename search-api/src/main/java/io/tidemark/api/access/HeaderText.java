/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Values of headers: the server takes each byte for a character, and gateways send UTF-8. */
public final class HeaderText {

  private static final int LAST_OF_ASCII = 127;
  private static final int LAST_OF_BYTE = 255;

  private HeaderText() {}

  /** The text of a value; the value itself when it is not UTF-8. */
  public static String decode(String value) {
    int greatest = value.chars().max().orElse(0);
    if (greatest <= LAST_OF_ASCII || greatest > LAST_OF_BYTE) {
      return value;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException e) {
      return value;
    }
  }
}
