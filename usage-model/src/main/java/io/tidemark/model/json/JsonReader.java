/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Reads one JSON document from UTF-8 bytes, forward, without creating objects. All of the document
 * is checked, also what is skipped: grammar, UTF-8, control characters in text, depth. It never
 * throws on content; after a failure every call says so and moves no further.
 *
 * <p>Decisions where RFC 8259 leaves room: a leading byte order mark is ignored, for the sake of
 * files made on Windows; a document is at most {@link #MAX_DEPTH} levels deep; half a surrogate
 * pair, which is grammatical but no character, is read as the replacement character U+FFFD.
 *
 * <p>Escapes are decoded in place, in a copy of the document: a text is never longer than its
 * escaped form.
 */
public final class JsonReader {

  /** The greatest depth of objects and arrays. */
  public static final int MAX_DEPTH = JsonBytes.MAX_DEPTH;

  /** Says that an object has a field whose name is not looked for. */
  public static final int UNKNOWN_NAME = -1;

  /** Says that an object has no further field, or that reading failed. */
  public static final int NO_FIELD = -2;

  /** The buffer grows by half, so that documents of similar sizes share one, up to this. */
  private static final int MOST_SPARE = 1 << 20;

  private byte[] buffer = new byte[2048];
  private int end;
  private int position;
  private int depth;
  private boolean fresh;
  private String failure;

  private byte type;
  private int start;
  private int length;
  private long integer;

  /** Takes a document; what was read before becomes invalid. */
  public void open(byte[] document) {
    open(document, 0, document.length);
  }

  /** Takes the document that is among other bytes. */
  public void open(byte[] bytes, int from, int to) {
    end = to - from;
    if (end + JsonBytes.PADDING > buffer.length) {
      buffer = new byte[end + Math.min(end / 2, MOST_SPARE) + JsonBytes.PADDING];
    }
    System.arraycopy(bytes, from, buffer, 0, end);
    Arrays.fill(buffer, end, end + JsonBytes.PADDING, (byte) 0);
    failure = null;
    moveTo(JsonBytes.afterByteOrderMark(buffer));
  }

  /** Continues at a value of the same document that has been passed over. */
  public void moveTo(int valueStart) {
    position = valueStart;
    depth = 0;
    fresh = false;
  }

  /**
   * Continues behind a value of an object or array that has been checked already, as if that value
   * had just been read.
   */
  public void continueAt(int behindValue) {
    position = behindValue;
    depth = 1;
    fresh = false;
  }

  /** Steps into the object that stands here; false, without moving, when it is anything else. */
  public boolean enterObject() {
    return enter((byte) '{');
  }

  /** Steps into the array that stands here; false, without moving, when it is anything else. */
  public boolean enterArray() {
    return enter((byte) '[');
  }

  /**
   * Moves to the next field of the object; its name is then the current text.
   *
   * @return false behind the object's end, and after a failure
   */
  public boolean nextField() {
    if (!nextItem((byte) '}')) {
      return false;
    }
    if (buffer[position] != '"') {
      return fail(position);
    }
    if (!readText(position + 1)) {
      return false;
    }
    if (buffer[position] != ':') {
      position = JsonBytes.afterBlank(buffer, position);
      if (buffer[position] != ':') {
        return fail(position);
      }
    }
    position = JsonBytes.afterBlank(buffer, position + 1);
    return true;
  }

  /**
   * Moves to the next field of the object, as {@link #nextField()} does, and looks up its name.
   *
   * @return the name's index in the sequence, {@link #UNKNOWN_NAME} or {@link #NO_FIELD}
   */
  public int nextField(FieldSequence sequence) {
    int guess = sequence.expected();
    if (guess >= 0 && (fresh || buffer[position] == ',')) {
      int at = fresh ? position : JsonBytes.afterBlank(buffer, position + 1);
      int value = sequence.names().afterQuoted(guess, buffer, at);
      if (value > 0) {
        fresh = false;
        position = JsonBytes.afterBlank(buffer, value);
        return sequence.came(guess);
      }
    }
    if (!nextField()) {
      return NO_FIELD;
    }
    int name = sequence.names().find(this);
    return name < 0 ? UNKNOWN_NAME : sequence.came(name);
  }

  /**
   * Moves to the next element of the array.
   *
   * @return false behind the array's end, and after a failure
   */
  public boolean nextElement() {
    return nextItem((byte) ']');
  }

  /** Reads the value that stands here. Objects and arrays are checked and passed over. */
  public boolean readValue() {
    if (failure != null) {
      return false;
    }
    byte first = buffer[position];
    if (first == '"') {
      return readText(position + 1);
    }
    if (JsonBytes.digit(first) || first == '-') {
      return readNumber(position);
    }
    start = position;
    if (!skipValue()) {
      return false;
    }
    length = position - start;
    type =
        switch (first) {
          case '{' -> JsonType.OBJECT;
          case '[' -> JsonType.ARRAY;
          case 't' -> JsonType.TRUE;
          case 'f' -> JsonType.FALSE;
          default -> JsonType.NULL;
        };
    return true;
  }

  /** Checks and passes over the value that stands here, keeping nothing of it. */
  public boolean skipValue() {
    if (failure != null) {
      return false;
    }
    int after = JsonBytes.afterValue(buffer, position, depth);
    if (after < 0) {
      return fail(~after);
    }
    position = after;
    return true;
  }

  /** Whether nothing but white space follows; it is a failure when something does. */
  public boolean finish() {
    if (failure != null) {
      return false;
    }
    int at = JsonBytes.afterBlank(buffer, position);
    return at == end || fail(at);
  }

  public boolean failed() {
    return failure != null;
  }

  /** The fault in the document and its place, or null; shows nothing of its content. */
  public String failure() {
    return failure;
  }

  /** Where the value begins that would be read next. */
  public int position() {
    return position;
  }

  /** The type of the current value: a constant of {@link JsonType}. */
  public byte type() {
    return type;
  }

  /** Where the current value begins in {@link #buffer()}; a text without its quotes. */
  public int start() {
    return start;
  }

  /** Bytes of the current value. */
  public int length() {
    return length;
  }

  /** The current value as a string, when it is {@link JsonType#TEXT}, or null. */
  public String text() {
    return type == JsonType.TEXT ? new String(buffer, start, length, UTF_8) : null;
  }

  /** The current value of type {@link JsonType#INTEGER}. */
  public long integer() {
    return integer;
  }

  /** Holds what {@link #start()} and {@link #length()} point to; to be read only. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the bytes of {@link #buffer()} begin that the document does not need. */
  public int spare() {
    return end + JsonBytes.PADDING;
  }

  int end() {
    return end;
  }

  /** Forgets a failure and continues at a value with that many objects and arrays around it. */
  void reopen(int valueStart, int levels) {
    failure = null;
    moveTo(valueStart);
    depth = levels;
  }

  private boolean enter(byte opening) {
    if (failure != null || buffer[position] != opening) {
      return false;
    }
    if (depth == MAX_DEPTH) {
      return fail(position);
    }
    depth++;
    fresh = true;
    position++;
    return true;
  }

  /** Moves to where the next field or element begins; false after the last. */
  private boolean nextItem(byte closing) {
    if (failure != null) {
      return false;
    }
    int at = JsonBytes.afterBlank(buffer, position);
    byte here = buffer[at];
    if (here == closing) {
      depth--;
      fresh = false;
      position = at + 1;
      return false;
    }
    if (!fresh) {
      if (here != ',') {
        return fail(at);
      }
      at = JsonBytes.afterBlank(buffer, at + 1);
    }
    fresh = false;
    position = at;
    return true;
  }

  private boolean readText(int from) {
    int at = JsonBytes.afterPlain(buffer, from);
    if (buffer[at] != '"') {
      return readUnusualText(from, at);
    }
    type = JsonType.TEXT;
    start = from;
    length = at - from;
    position = at + 1;
    return true;
  }

  /** Reads a text with escapes or characters beyond ASCII; the first is at {@code unusual}. */
  private boolean readUnusualText(int from, int unusual) {
    int at = unusual;
    int to = unusual;
    while (buffer[at] != '"') {
      byte here = buffer[at];
      int next;
      if (here == '\\') {
        next = JsonBytes.afterEscape(buffer, at);
        if (next < 0) {
          return fail(at);
        }
        int character = JsonBytes.escaped(buffer, at);
        if (Character.isHighSurrogate((char) character) && JsonBytes.lowSurrogateAt(buffer, next)) {
          char low = (char) JsonBytes.escaped(buffer, next);
          character = Character.toCodePoint((char) character, low);
          next += 6;
        }
        to = JsonBytes.encode(buffer, character, to);
      } else {
        next = here < 0 ? JsonBytes.afterCharacter(buffer, at) : JsonBytes.afterPlain(buffer, at);
        if (next <= at) {
          return fail(at);
        }
        System.arraycopy(buffer, at, buffer, to, next - at);
        to += next - at;
      }
      at = next;
    }
    type = JsonType.TEXT;
    start = from;
    length = to - from;
    position = at + 1;
    return true;
  }

  private boolean readNumber(int from) {
    int digits = JsonBytes.leadingDigits(buffer, from);
    digits += digits == Long.BYTES ? JsonBytes.leadingDigits(buffer, from + digits) : 0;
    byte behind = buffer[from + digits];
    boolean ends = behind == ',' || behind == '}';
    boolean leadingZero = digits > 1 && buffer[from] == '0';
    if (!ends || leadingZero || digits == 0 || digits > JsonBytes.MOST_DIGITS) {
      return readAnyNumber(from);
    }
    type = JsonType.INTEGER;
    integer = JsonBytes.number(buffer, from, digits);
    start = from;
    length = digits;
    position = from + digits;
    return true;
  }

  private boolean readAnyNumber(int from) {
    boolean negative = buffer[from] == '-';
    int first = negative ? from + 1 : from;
    int at = first;
    long value = 0;
    while (JsonBytes.digit(buffer[at])) {
      value = value * 10 + (buffer[at] - '0');
      at++;
    }
    int digits = at - first;
    if (digits == 0 || (digits > 1 && buffer[first] == '0')) {
      return fail(first);
    }
    int after = JsonBytes.afterFraction(buffer, at);
    if (after < 0) {
      return fail(~after);
    }
    // 19 digits stay below 2^64: when they overflow a long, the sign shows it.
    boolean exact = after == at && digits <= 19 && value >= 0;
    type = exact ? JsonType.INTEGER : JsonType.DECIMAL;
    integer = negative ? -value : value;
    start = from;
    length = after - from;
    position = after;
    return true;
  }

  /** Fails for a reason of the caller; returns false. */
  boolean fail(String reason) {
    failure = reason;
    return false;
  }

  private boolean fail(int at) {
    return failure == null && fail(JsonBytes.describeFailure(buffer, at, end));
  }
}
