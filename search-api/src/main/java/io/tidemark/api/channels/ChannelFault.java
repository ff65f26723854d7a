/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import java.io.IOException;

/** A message cannot be sent as the channel is now; the text is shown to people. */
final class ChannelFault extends IOException {

  private static final long serialVersionUID = 1L;

  ChannelFault(String message) {
    super(message);
  }
}
