/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** Unread records are no longer in Kafka. A restart would not bring them back: the job stops. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class LostOffsetsException extends RuntimeException {

  LostOffsetsException(String message, Throwable cause) {
    super(message, cause);
  }
}
