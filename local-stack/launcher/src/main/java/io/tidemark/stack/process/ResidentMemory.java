/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How much memory a process really holds. */
public final class ResidentMemory {

  private ResidentMemory() {}

  /** Bytes, or 0 when the operating system does not tell. */
  public static long ofProcess(long pid) {
    try {
      Process ps =
          new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String kilobytes =
          new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
    } catch (IOException | NumberFormatException unknown) {
      return 0;
    }
  }
}
