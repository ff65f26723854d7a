/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the text of a cell becomes a value in an event. */
enum FieldKind {
  TEXT("a text") {
    @Override
    void writeField(String text, long limit, Duration shift, JsonGenerator json)
        throws IOException {
      json.writeString(text);
    }
  },
  COUNT("a whole number from 0") {
    @Override
    String describeExpected(long limit) {
      return limit == Long.MAX_VALUE
          ? super.describeExpected(limit)
          : super.describeExpected(limit) + " to " + limit;
    }

    @Override
    void writeField(String text, long limit, Duration shift, JsonGenerator json)
        throws IOException {
      if (!DIGITS.matcher(text).matches()) {
        throw new IllegalArgumentException(text);
      }
      long count = Long.parseLong(text);
      if (count > limit) {
        throw new IllegalArgumentException(text);
      }
      json.writeNumber(count);
    }
  },
  NUMBER("a number") {
    @Override
    void writeField(String text, long limit, Duration shift, JsonGenerator json)
        throws IOException {
      if (text.length() > MAX_NUMBER_LENGTH) {
        throw new IllegalArgumentException(text);
      }
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > MAX_NUMBER_LENGTH) {
        throw new IllegalArgumentException(text);
      }
      json.writeNumber(number);
    }
  },
  FLAG("true or false") {
    @Override
    void writeField(String text, long limit, Duration shift, JsonGenerator json)
        throws IOException {
      switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "1" -> json.writeBoolean(true);
        case "false", "0" -> json.writeBoolean(false);
        default -> throw new IllegalArgumentException(text);
      }
    }
  },
  TIME("a time like 2026-01-31T18:15:46.68Z, 2026-01-31 18:15:46 (UTC) or seconds since 1970") {
    @Override
    void writeField(String text, long limit, Duration shift, JsonGenerator json)
        throws IOException {
      Instant time = TraceTime.parseTime(text).plus(shift);
      json.writeString(time.toString());
    }
  };

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,16}");
  private static final int MAX_NUMBER_LENGTH = 40;

  private final String expected;

  FieldKind(String expected) {
    this.expected = expected;
  }

  /** The expected content of a cell, for messages. */
  String describeExpected(long limit) {
    return expected;
  }

  /**
   * Writes the value.
   *
   * @param text not empty
   * @param limit the greatest whole number
   * @param shift added to times
   * @throws IllegalArgumentException when the text is not of this kind
   */
  abstract void writeField(String text, long limit, Duration shift, JsonGenerator json)
      throws IOException;
}
