/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.formats;

import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.UsageFormat;
import java.io.Serializable;

/**
 * Creates the reader of a format.
 *
 * @param <E> the event
 */
@FunctionalInterface
public interface FormatFactory<E> extends Serializable {

  /** A new reader, for one thread. */
  UsageFormat<E> create(FormatOptions options);
}
