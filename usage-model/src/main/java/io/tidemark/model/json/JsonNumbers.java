/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Values of JSON numbers that are no plain integers. */
public final class JsonNumbers {

  /** Stands for a number that does not fit. */
  public static final long OVERFLOW = Long.MIN_VALUE;

  /** More digits than this cannot matter: the values that fit have fewer. */
  private static final int SIGNIFICANT_DIGITS = 18;

  /** Exponents are cut here: beyond it a number is either 0 or does not fit. */
  private static final int MAX_EXPONENT = 100_000_000;

  private JsonNumbers() {}

  /**
   * The number times 10^{@code power}, cut to a whole number; {@link #OVERFLOW} when that has more
   * than 18 digits. Takes time in proportion to the digits, whatever the exponent.
   *
   * @param source holds a valid JSON number from {@code start}
   */
  public static long scaled(byte[] source, int start, int length, int power) {
    int end = start + length;
    boolean negative = source[start] == '-';
    long value = 0;
    int digits = 0;
    int scale = power;
    boolean fraction = false;
    int at = negative ? start + 1 : start;
    for (; at < end && source[at] != 'e' && source[at] != 'E'; at++) {
      if (source[at] == '.') {
        fraction = true;
        continue;
      }
      boolean kept = digits < SIGNIFICANT_DIGITS;
      if (kept) {
        value = value * 10 + (source[at] - '0');
        digits += value == 0 ? 0 : 1;
      }
      scale += (kept ? 0 : 1) - (fraction ? 1 : 0);
    }
    long exponent = scale + (at < end ? exponent(source, at + 1, end) : 0L);
    long result = shift(value, exponent);
    return negative && result != OVERFLOW ? -result : result;
  }

  /** As {@link #scaled}, for a number from 0 on, rounded half up instead of cut. */
  public static long rounded(byte[] source, int start, int length, int power) {
    long tenfold = scaled(source, start, length, power + 1);
    return tenfold < 0 ? tenfold : tenfold / 10 + (tenfold % 10 >= 5 ? 1 : 0);
  }

  /** Whether a valid JSON number is an integer in digits, with a fraction of zeros at most. */
  public static boolean isWhole(byte[] source, int start, int length) {
    boolean fraction = false;
    for (int at = start; at < start + length; at++) {
      boolean digit = source[at] >= '0' && source[at] <= '9';
      if (fraction ? source[at] != '0' : !digit && source[at] != '-' && source[at] != '.') {
        return false;
      }
      fraction |= source[at] == '.';
    }
    return true;
  }

  /** Whether a text is a number as JSON writes them. */
  public static boolean isNumber(String text) {
    byte[] source = text.getBytes(ISO_8859_1);
    byte[] padded = Arrays.copyOf(source, source.length + JsonBytes.PADDING);
    return JsonBytes.afterNumber(padded, 0) == source.length;
  }

  /** The number as a double; infinite when it is too large. */
  public static double toDouble(byte[] source, int start, int length) {
    return Double.parseDouble(new String(source, start, length, US_ASCII));
  }

  private static long exponent(byte[] source, int start, int end) {
    boolean negative = source[start] == '-';
    long value = 0;
    for (int at = source[start] == '-' || source[start] == '+' ? start + 1 : start;
        at < end;
        at++) {
      value = Math.min(value * 10 + (source[at] - '0'), MAX_EXPONENT);
    }
    return negative ? -value : value;
  }

  private static long shift(long value, long exponent) {
    long result = value;
    for (long i = exponent; i < 0 && result != 0; i++) {
      result /= 10;
    }
    for (long i = exponent; i > 0 && result != 0; i--) {
      if (result >= 100_000_000_000_000_000L) {
        return OVERFLOW;
      }
      result *= 10;
    }
    return result;
  }
}
