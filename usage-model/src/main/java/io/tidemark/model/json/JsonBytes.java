/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The grammar of JSON (RFC 8259) over bytes: each function takes a position and gives the one
 * behind what it passed over, or the complement ({@code ~}) of the position where the document is
 * wrong.
 *
 * <p>The bytes must end with at least {@link #PADDING} zeros. A zero byte is allowed nowhere in
 * JSON, so every loop ends there without a test for the end, and eight bytes can be looked at in
 * one step.
 */
final class JsonBytes {

  /** The greatest depth of objects and arrays: as many as a long has bits. */
  static final int MAX_DEPTH = Long.SIZE;

  /** Zero bytes behind the document: as many as are looked at in one step, four words. */
  static final int PADDING = 4 * Long.BYTES;

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final char REPLACEMENT = '\uFFFD';
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long SPACES = ' ' * ONES;
  private static final long ZEROS = '0' * ONES;

  /** Added to a digit's value, it reaches the high bit only beyond 9. */
  private static final long BEYOND_NINE = 0x76 * ONES;

  private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

  /** Digits of a number that is read without a loop: times in milliseconds have 13. */
  static final int MOST_DIGITS = Long.BYTES + TENS.length - 1;

  private JsonBytes() {}

  /** The first byte of the document that is neither a byte order mark nor white space. */
  static int afterByteOrderMark(byte[] b) {
    boolean marked = b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF;
    return afterBlank(b, marked ? 3 : 0);
  }

  /** The first byte from {@code p} that is not white space. */
  static int afterBlank(byte[] b, int p) {
    int at = p;
    while (b[at] == ' ' || b[at] == '\n' || b[at] == '\r' || b[at] == '\t') {
      at++;
    }
    return at;
  }

  /**
   * The first byte from {@code p} that is no plain character of a text: a quote, a backslash, a
   * control character, or the beginning of a character beyond ASCII. Never wrong.
   */
  static int afterPlain(byte[] b, int p) {
    int at = p;
    long stops = stops((long) LONGS.get(b, at));
    while (stops == 0) {
      at += Long.BYTES;
      stops = stops((long) LONGS.get(b, at));
    }
    return at + (Long.numberOfTrailingZeros(stops) >>> 3);
  }

  /**
   * Sets the high bit of the lowest byte that is a quote, a backslash, below a space, or beyond
   * ASCII. A borrow can set bits above a true one only, and only the lowest is looked at.
   */
  private static long stops(long word) {
    return (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES) | word)
        & HIGH_BITS;
  }

  /** Behind the closing quote of a text whose first character is at {@code p}. */
  static int afterText(byte[] b, int p) {
    int at = afterPlain(b, p);
    while (b[at] != '"') {
      if (b[at] == '\\') {
        at = afterEscape(b, at);
      } else if (b[at] < 0) {
        at = afterCharacter(b, at);
      } else {
        return ~at;
      }
      if (at < 0) {
        return at;
      }
      at = afterPlain(b, at);
    }
    return at + 1;
  }

  /** Behind the escape whose backslash is at {@code p}; a surrogate pair is two escapes. */
  static int afterEscape(byte[] b, int p) {
    return switch (b[p + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> p + 2;
      case 'u' -> hex(b, p + 2) < 0 ? ~p : p + 6;
      default -> ~p;
    };
  }

  /** The UTF-16 unit that the escape at {@code p} stands for; the escape must be valid. */
  static int escaped(byte[] b, int p) {
    return switch (b[p + 1]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex(b, p + 2);
      default -> b[p + 1];
    };
  }

  /** Whether the escape of the second half of a surrogate pair stands here. */
  static boolean lowSurrogateAt(byte[] b, int p) {
    return b[p] == '\\'
        && b[p + 1] == 'u'
        && afterEscape(b, p) > 0
        && Character.isLowSurrogate((char) escaped(b, p));
  }

  /**
   * Writes a character as UTF-8 over its escaped form, which was at least as long. Half a surrogate
   * pair is no character: the replacement character stands for it.
   */
  static int encode(byte[] b, int unit, int to) {
    boolean half = unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE;
    int character = half ? REPLACEMENT : unit;
    if (character < 0x80) {
      b[to] = (byte) character;
      return to + 1;
    }
    if (character < 0x800) {
      b[to] = (byte) (0xC0 | character >> 6);
      return continuation(b, character, to + 1, 1);
    }
    if (character < 0x10000) {
      b[to] = (byte) (0xE0 | character >> 12);
      return continuation(b, character, to + 1, 2);
    }
    b[to] = (byte) (0xF0 | character >> 18);
    return continuation(b, character, to + 1, 3);
  }

  private static int continuation(byte[] b, int character, int to, int bytes) {
    int shift = 6 * bytes;
    for (int i = to; i < to + bytes; i++) {
      shift -= 6;
      b[i] = (byte) (0x80 | ((character >> shift) & 0x3F));
    }
    return to + bytes;
  }

  /** Behind the UTF-8 character of two to four bytes at {@code p}; shortest form only. */
  static int afterCharacter(byte[] b, int p) {
    int first = b[p] & 0xFF;
    int second = b[p + 1] & 0xFF;
    if (first < 0xE0) {
      return first >= 0xC2 && continues(second) ? p + 2 : ~p;
    }
    if (first < 0xF0) {
      boolean surrogate = first == 0xED && second >= 0xA0;
      boolean tooLong = first == 0xE0 && second < 0xA0;
      return continues(second) && !surrogate && !tooLong && continues(b[p + 2]) ? p + 3 : ~p;
    }
    boolean tooLong = first == 0xF0 && second < 0x90;
    boolean beyondUnicode = first > 0xF4 || (first == 0xF4 && second >= 0x90);
    if (tooLong || beyondUnicode || !continues(second)) {
      return ~p;
    }
    return continues(b[p + 2]) && continues(b[p + 3]) ? p + 4 : ~p;
  }

  /** Behind the number at {@code p}. The caller checks the byte that follows. */
  static int afterNumber(byte[] b, int p) {
    int at = b[p] == '-' ? p + 1 : p;
    if (!digit(b[at])) {
      return ~at;
    }
    return b[at] == '0' ? afterFraction(b, at + 1) : afterFraction(b, afterDigits(b, at));
  }

  /** Behind the fraction and the exponent at {@code p}, either of which may be missing. */
  static int afterFraction(byte[] b, int p) {
    int at = p;
    if (b[at] == '.') {
      at++;
      if (!digit(b[at])) {
        return ~at;
      }
      at = afterDigits(b, at);
    }
    if (b[at] != 'e' && b[at] != 'E') {
      return at;
    }
    at++;
    if (b[at] == '+' || b[at] == '-') {
      at++;
    }
    return digit(b[at]) ? afterDigits(b, at) : ~at;
  }

  /** Behind the literal {@code true}, {@code false} or {@code null} at {@code p}. */
  static int afterLiteral(byte[] b, int p) {
    return switch (b[p]) {
      case 't' -> b[p + 1] == 'r' && b[p + 2] == 'u' && b[p + 3] == 'e' ? p + 4 : ~p;
      case 'n' -> b[p + 1] == 'u' && b[p + 2] == 'l' && b[p + 3] == 'l' ? p + 4 : ~p;
      case 'f' ->
          b[p + 1] == 'a' && b[p + 2] == 'l' && b[p + 3] == 's' && b[p + 4] == 'e' ? p + 5 : ~p;
      default -> ~p;
    };
  }

  /** Behind the value at {@code p}, which stands {@code depth} levels deep. */
  static int afterValue(byte[] b, int p, int depth) {
    return switch (b[p]) {
      case '"' -> afterText(b, p + 1);
      case '{', '[' -> afterContainer(b, p, depth);
      case 't', 'f', 'n' -> afterLiteral(b, p);
      default -> afterNumber(b, p);
    };
  }

  /** Behind the object or array at {@code p}. No recursion: hostile depth costs no stack. */
  static int afterContainer(byte[] b, int p, int depth) {
    long objects = 0; // A bit for each open level, the innermost lowest: 1 when it is an object.
    int levels = 0;
    int at = p;
    do {
      byte here = b[at];
      if (here == '{' || here == '[') {
        if (depth + levels == MAX_DEPTH) {
          return ~at;
        }
        levels++;
        objects = objects << 1 | (here == '{' ? 1 : 0);
        at = afterBlank(b, at + 1);
        if (b[at] != (here == '{' ? '}' : ']')) {
          at = here == '{' ? afterName(b, at) : at;
          if (at < 0) {
            return at;
          }
          continue;
        }
      } else {
        at = afterValue(b, at, depth);
        if (at < 0) {
          return at;
        }
        at = afterBlank(b, at);
      }
      while (levels > 0 && b[at] == ((objects & 1) != 0 ? '}' : ']')) {
        levels--;
        objects >>>= 1;
        at = levels == 0 ? at + 1 : afterBlank(b, at + 1);
      }
      if (levels > 0) {
        if (b[at] != ',') {
          return ~at;
        }
        at = afterBlank(b, at + 1);
        at = (objects & 1) != 0 ? afterName(b, at) : at;
        if (at < 0) {
          return at;
        }
      }
    } while (levels > 0);
    return at;
  }

  /** At the value behind the field name and colon at {@code p}. */
  private static int afterName(byte[] b, int p) {
    if (b[p] != '"') {
      return ~p;
    }
    int at = afterText(b, p + 1);
    if (at < 0) {
      return at;
    }
    at = afterBlank(b, at);
    return b[at] == ':' ? afterBlank(b, at + 1) : ~at;
  }

  /** How many of the eight bytes at {@code p} are digits, before the first that is none. */
  static int leadingDigits(byte[] b, int p) {
    long digits = (long) LONGS.get(b, p) ^ ZEROS;
    // A carry can set bits above a true one only, and only the lowest is looked at.
    return Long.numberOfTrailingZeros(((digits + BEYOND_NINE) | digits) & HIGH_BITS) >>> 3;
  }

  /** The number in {@code count} digits at {@code p}, one to {@link #MOST_DIGITS}. */
  static long number(byte[] b, int p, int count) {
    int more = count - Long.BYTES;
    return more <= 0
        ? shortNumber(b, p, count)
        : shortNumber(b, p, Long.BYTES) * TENS[more] + shortNumber(b, p + Long.BYTES, more);
  }

  /** The number in one to eight digits, without a loop. */
  private static long shortNumber(byte[] b, int p, int count) {
    // Zeros in front make eight digits of them; pairs, fours, then all eight are joined.
    long digits = ((long) LONGS.get(b, p) ^ ZEROS) << (Long.SIZE - count * Byte.SIZE);
    long pairs = digits * 10 + (digits >>> 8);
    long even = pairs & 0x000000FF000000FFL;
    long odd = (pairs >>> 16) & 0x000000FF000000FFL;
    return (even * (100 + (1_000_000L << 32)) + odd * (1 + (10_000L << 32))) >>> 32;
  }

  private static int afterDigits(byte[] b, int p) {
    int at = p;
    while (digit(b[at])) {
      at++;
    }
    return at;
  }

  static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean continues(int b) {
    return (b & 0xC0) == 0x80;
  }

  /** The value of four hexadecimal digits, or a negative number. */
  private static int hex(byte[] b, int p) {
    int value = 0;
    for (int i = p; i < p + 4; i++) {
      int digit = b[i] < 0 ? -1 : Character.digit(b[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Says what is wrong at {@code p} of a document that ends at {@code end}. */
  static String describeFailure(byte[] b, int p, int end) {
    if (p >= end) {
      return "not valid JSON: the document ends at byte " + end + ", too early";
    }
    boolean opening = b[p] == '{' || b[p] == '[';
    String orTooDeep = opening ? " or more than " + MAX_DEPTH + " levels deep" : "";
    return "not valid JSON" + orTooDeep + " at byte " + p;
  }
}
