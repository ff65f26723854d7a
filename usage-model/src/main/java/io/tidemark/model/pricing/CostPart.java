/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.util.Locale;

/** A part of a cost, as the field {@code parts} of answers names it. */
public enum CostPart {
  INPUT,
  CACHE_READ,
  CACHE_WRITE,
  /** Output and reasoning tokens. */
  OUTPUT,
  /** Tokens of a price that does not tell input from output. */
  TOTAL,
  TRAINED,
  CALLS,
  /** Run time. */
  RUN,
  /** Images, seconds of audio and video, characters, pages and searches. */
  UNITS;

  /** The name in answers, for example {@code cache_read}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
