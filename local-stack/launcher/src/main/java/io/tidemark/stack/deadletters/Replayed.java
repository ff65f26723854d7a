/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.deadletters;

import io.tidemark.stack.Quantity;

/**
 * The result of a replay.
 *
 * @param sent records sent again to the topic that they came from
 * @param otherReason letters of reasons that were not asked for
 * @param cut letters whose payload is not whole, or that name no record
 * @param twice further letters of an event that was sent already
 */
public record Replayed(long sent, long otherReason, long cut, long twice) {

  /** One line for an operator. */
  @Override
  public String toString() {
    return "%s sent again; left alone: %,d of other reasons, %,d without the whole record, %,d twice"
        .formatted(Quantity.format(sent, "record"), otherReason, cut, twice);
  }
}
