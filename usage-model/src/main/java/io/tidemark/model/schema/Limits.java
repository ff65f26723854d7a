/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

/** The greatest values that events may have. */
public final class Limits {

  /** Characters of an identifier; other texts are cut there, unless their field says otherwise. */
  public static final int MAX_TEXT_CHARACTERS = 512;

  /** Bytes of a request id: some systems put their state into ids. */
  public static final int MAX_ID_BYTES = 8192;

  /** Characters of an error message that are kept. */
  public static final int MAX_MESSAGE_CHARACTERS = 1024;

  /**
   * A count of one event. More is a mistake of the source; and the sum of a million such events
   * still fits into a long.
   */
  public static final long MAX_COUNT = 1_000_000_000_000L;

  /** A running total of a job, 2^53 - 1: JSON numbers are exact up to it everywhere. */
  public static final long MAX_TOTAL = (1L << 53) - 1;

  /** Tags of a native model call. */
  public static final int MAX_TAGS = 16;

  /** Tags of a model call from another system, which sends labels of its own. */
  public static final int MAX_FOREIGN_TAGS = 64;

  /** Kinds of units besides tokens that one call is billed by. */
  public static final int MAX_UNITS = 4;

  /** Entries of another free object; more are left out. */
  public static final int MAX_ENTRIES = 32;

  private Limits() {}
}
