/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

/** Status codes that sources write as text. */
final class StatusCodes {

  private static final int DIGITS = 3;

  private StatusCodes() {}

  /** The status code that a text is, or {@link ModelCall#UNKNOWN}. */
  static int parse(String text) {
    if (text == null || text.length() != DIGITS || text.charAt(0) < '1' || text.charAt(0) > '5') {
      return (int) ModelCall.UNKNOWN;
    }
    int code = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return (int) ModelCall.UNKNOWN;
      }
      code = code * 10 + digit;
    }
    return code;
  }
}
