/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports of the loopback address, each handed out once in the life of this JVM. */
public final class FreePorts {

  /**
   * Below the range from which operating systems take the near ends of outgoing connections: one of
   * those could take the port between our look and the server's start.
   */
  private static final int FIRST = 12_000;

  private static final int LAST = 32_000;

  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /** The next one, at random: two builds on one machine rarely look at the same. */
  public static int findNext() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (!PortOwner.isTaken(port) && HANDED_OUT.add(port)) {
        return port;
      }
    }
  }
}
