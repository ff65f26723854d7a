/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

/** The type that the value of an input field must have. */
public enum InputType {
  /** Text of 1 to 512 characters; an empty text is absent. */
  IDENTIFIER(Limits.MAX_TEXT_CHARACTERS),
  /** Text of 1 to 8,192 bytes; an empty text is absent. */
  LONG_IDENTIFIER(Limits.MAX_ID_BYTES),
  /** Text; longer text is cut at the limit of the field. */
  TEXT(Limits.MAX_TEXT_CHARACTERS),
  /** One of a few texts. */
  CHOICE(Limits.MAX_TEXT_CHARACTERS),
  /** RFC 3339 text, or a number of seconds or milliseconds since 1970. */
  TIME(Long.MAX_VALUE),
  /** An integer from 0 to the greatest count. */
  COUNT(Limits.MAX_COUNT),
  /** A number from 0 on, with decimals. */
  NUMBER(Limits.MAX_COUNT),
  /** An HTTP status code. */
  STATUS_CODE(Long.MAX_VALUE),
  BOOLEAN(Long.MAX_VALUE),
  /** An object of texts. */
  OBJECT(Limits.MAX_ENTRIES);

  private final long limit;

  InputType(long limit) {
    this.limit = limit;
  }

  /** Whether a value is kept as the text that it is. */
  public boolean isText() {
    return switch (this) {
      case IDENTIFIER, LONG_IDENTIFIER, TEXT, CHOICE -> true;
      case TIME, COUNT, NUMBER, STATUS_CODE, BOOLEAN, OBJECT -> false;
    };
  }

  /** The limit of a field of this type that declares none. */
  long limit() {
    return limit;
  }
}
