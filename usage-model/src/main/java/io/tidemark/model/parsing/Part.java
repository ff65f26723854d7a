/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

/**
 * A part of a record that a format reads. Every path that a format reads is in its parts: a
 * rejected record keeps nothing else.
 */
@FunctionalInterface
public interface Part {

  /**
   * Copies the value at which the reader of the excerpt stands, without anything that is not read,
   * and moves after it.
   */
  void copy(Excerpt excerpt);
}
