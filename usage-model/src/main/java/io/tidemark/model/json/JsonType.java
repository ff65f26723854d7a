/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

/** What stands at a place in a JSON document. */
public enum JsonType {
  NULL,
  TRUE,
  FALSE,
  /** A number without fraction and exponent that a long holds. */
  INTEGER,
  /** Any other number; its digits stay as they are until someone asks for them. */
  DECIMAL,
  TEXT,
  /** Text with half a surrogate pair: grammatical JSON, but no Unicode text, so never kept. */
  BROKEN_TEXT,
  OBJECT,
  ARRAY
}
