/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.ingestkeys;

import io.tidemark.model.fingerprint.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the text of keys: a prefix that scanners for secrets recognize, and 190 random bits. */
final class IngestKeyText {

  static final String PREFIX = "tidemark_";

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** 62 to the power of 32 is more than 2 to the power of 190. */
  private static final int LENGTH = 32;

  private static final int HINT_LENGTH = PREFIX.length() + 4;

  private final SecureRandom random = new SecureRandom();

  String create() {
    StringBuilder text = new StringBuilder(PREFIX);
    for (int i = 0; i < LENGTH; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.toString();
  }

  /** An id for a new key, which tells nothing about the key. */
  String createId() {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return "key-" + HexFormat.of().formatHex(bytes);
  }

  static String createHint(String key) {
    return key.substring(0, HINT_LENGTH);
  }

  /** As the store keeps it. The key is random: a slow hash would add nothing. */
  static String hashKey(String key) {
    return Sha256.digestToHex(key);
  }
}
