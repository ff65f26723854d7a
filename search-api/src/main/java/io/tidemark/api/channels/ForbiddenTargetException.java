/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

/** A channel points to an address that messages must not go to. */
final class ForbiddenTargetException extends Exception {

  private static final long serialVersionUID = 1L;

  ForbiddenTargetException(String message) {
    super(message);
  }
}
