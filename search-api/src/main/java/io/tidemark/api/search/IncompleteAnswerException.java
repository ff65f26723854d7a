/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import java.io.IOException;

/** A search ended before it had read everything: its time was up, or a shard failed. */
final class IncompleteAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  IncompleteAnswerException(String message) {
    super(message);
  }
}
