/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import java.io.IOException;

/** State was written by a build that this one does not know. */
public final class UnknownVersionException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * @param name the state or workload
   * @param found the version that was read
   * @param latest the latest version that this build reads
   */
  public UnknownVersionException(String name, int found, int latest) {
    super(
        "State of '%s' has version %d, this build reads versions up to %d: start the build that wrote it, or a newer one"
            .formatted(name, found, latest));
  }
}
