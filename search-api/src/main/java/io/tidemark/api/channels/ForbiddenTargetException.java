/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import java.net.UnknownHostException;

/**
 * A channel points to an address that messages must not go to. It is a kind of unknown host, so
 * that it passes through the HTTP client, which asks for addresses.
 */
final class ForbiddenTargetException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  ForbiddenTargetException(String message) {
    super(message);
  }
}
