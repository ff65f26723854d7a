/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** The state has windows of another length. A restart would not change that: the job stops. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class ChangedWindowException extends RuntimeException {

  ChangedWindowException(String message) {
    super(message);
  }
}
