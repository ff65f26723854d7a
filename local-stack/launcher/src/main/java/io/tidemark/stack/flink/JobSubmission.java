/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A job to run.
 *
 * @param jar with its main class in the manifest
 * @param arguments of the main class
 * @param resumeFrom a savepoint or retained checkpoint
 */
public record JobSubmission(Path jar, List<String> arguments, Optional<Path> resumeFrom) {

  /** From scratch. */
  public static JobSubmission createFresh(Path jar, List<String> arguments) {
    return new JobSubmission(jar, arguments, Optional.empty());
  }
}
