/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

/** An event whose sender may be known from outside of its record. */
public interface SentEvent {

  /** Replaces what the record says about its sender by what is known of it. */
  void setSender(Sender sender);
}
