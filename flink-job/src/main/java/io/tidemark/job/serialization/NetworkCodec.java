/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.serialization;

/**
 * The codec of values that only cross the network, between subtasks of one build: there is one
 * version, and values do not name it.
 *
 * @param <T> the type
 */
public interface NetworkCodec<T> extends Codec<T> {

  @Override
  default int version() {
    return 1;
  }

  @Override
  default boolean startsWithVersion() {
    return false;
  }
}
