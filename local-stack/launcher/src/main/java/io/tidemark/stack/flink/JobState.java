/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.flink;

/**
 * State of a job as Flink names it.
 *
 * @param name in capitals
 */
public record JobState(String name) {

  static JobState parseState(String name) {
    return new JobState(name);
  }

  /** Whether nothing more will happen to the job. */
  public boolean isEnd() {
    return switch (name) {
      case "FINISHED", "CANCELED", "FAILED" -> true;
      default -> false;
    };
  }
}
