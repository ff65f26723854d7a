/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

/** The type that the value of an input field must have. */
public enum InputType {
  /** Text of 1 to 512 characters; an empty text is absent. */
  IDENTIFIER,
  /** Text; longer text is cut at the limit of the field. */
  TEXT,
  /** One of a few texts. */
  CHOICE,
  /** RFC 3339 text, or a number of seconds or milliseconds since 1970. */
  TIME,
  /** An integer from 0 to the greatest count. */
  COUNT,
  /** A number from 0 on, with decimals. */
  NUMBER,
  /** An HTTP status code. */
  STATUS_CODE,
  BOOLEAN,
  /** An object of texts. */
  OBJECT
}
