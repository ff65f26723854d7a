/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

/** The templates could not be installed. The message says what an operator should check. */
public final class TemplatesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplatesException(String message) {
    super(message);
  }

  TemplatesException(String message, Throwable cause) {
    super(message, cause);
  }
}
