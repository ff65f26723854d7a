/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The record of a process that was started.
 *
 * @param name of the process
 * @param pid its id
 * @param started when the operating system says it started: a later process with the same id is not
 *     ours
 * @param address where it listens
 */
public record ProcessRecord(String name, long pid, Instant started, URI address) {

  /** The clock that start times are computed from may be set while a process runs. */
  private static final Duration CLOCK_STEP = Duration.ofSeconds(5);

  /** The process, if it is still the same one and runs. */
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, started).abs().compareTo(CLOCK_STEP) < 0)
        .orElse(false);
  }
}
