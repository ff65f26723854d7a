/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.deadletters;

import java.util.Locale;

/** Why a record could not be counted. */
public enum DeadLetterReason {
  /**
   * Not JSON, not an object, a wrong type, a required field absent or empty, an identifier too
   * long.
   */
  MALFORMED,
  /** The record is over the size limit. */
  TOO_LARGE,
  /** The event time is further ahead of the clock than allowed. */
  FUTURE,
  /** The event time is older than the retention. */
  EXPIRED,
  /** The hour of the event is closed for corrections. */
  TOO_LATE,
  /** Elasticsearch will never take the document. */
  REFUSED;

  /** The reason as it appears in documents, for example {@code too_late}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
