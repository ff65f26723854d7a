/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

/**
 * The type of the value at a place in a JSON document. Bytes, not an enum: references stored for
 * every value would cost the garbage collector's write barriers on the hottest path of the job.
 */
public final class JsonType {

  public static final byte NULL = 0;
  public static final byte TRUE = 1;
  public static final byte FALSE = 2;

  /** A number without fraction and exponent that a long holds. */
  public static final byte INTEGER = 3;

  /** Any other number; its digits stay as they are until someone asks for them. */
  public static final byte DECIMAL = 4;

  public static final byte TEXT = 5;

  public static final byte OBJECT = 7;
  public static final byte ARRAY = 8;

  private JsonType() {}
}
