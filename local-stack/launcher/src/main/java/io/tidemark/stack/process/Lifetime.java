/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

/** How long a started process may live. */
public enum Lifetime {
  /** Until it is stopped: it survives the launcher and the terminal. */
  DETACHED,
  /** At most as long as this JVM: for tests. */
  WITH_PARENT
}
