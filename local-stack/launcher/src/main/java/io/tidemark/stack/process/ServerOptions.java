/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

/**
 * The options that may differ between two starts of a server.
 *
 * @param port on loopback; 0 takes a free one
 * @param heap as in {@code -Xmx}, for example {@code 512m}
 * @param lifetime who ends it
 */
public record ServerOptions(int port, String heap, Lifetime lifetime) {

  /** For tests: a free port, and no life beyond this JVM. */
  public static ServerOptions forTests(String heap) {
    return new ServerOptions(0, heap, Lifetime.WITH_PARENT);
  }

  /** The port, or a free one instead of 0. */
  public int portOrFree() {
    return port == 0 ? FreePorts.findNext() : port;
  }
}
