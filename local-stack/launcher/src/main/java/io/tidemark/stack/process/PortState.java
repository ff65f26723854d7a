/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Whether this user can let a server listen on a port of the loopback address. */
public enum PortState {
  FREE,
  TAKEN,
  /** Nothing listens there, but the port needs a permission that this user does not have. */
  FORBIDDEN;

  private static final Path FIRST_UNPRIVILEGED =
      Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
  private static final int USUAL_FIRST_UNPRIVILEGED = 1024;

  /**
   * Why a port could not be bound. The message of the failure does not tell: its language is that
   * of the operating system.
   */
  static PortState explainFailure(int port, BooleanSupplier acceptsConnection) {
    return port < firstUnprivileged() && !acceptsConnection.getAsBoolean() ? FORBIDDEN : TAKEN;
  }

  /** The first port that every user may bind. */
  public static int firstUnprivileged() {
    // In one read: Linux ends such a file after the first one, however short it was.
    try (BufferedReader setting = Files.newBufferedReader(FIRST_UNPRIVILEGED)) {
      return Integer.parseInt(setting.readLine().trim());
    } catch (IOException | NumberFormatException notLinux) {
      return USUAL_FIRST_UNPRIVILEGED;
    }
  }
}
