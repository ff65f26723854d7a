/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import java.io.Serializable;
import java.util.function.ToLongFunction;

/**
 * Reads when an event happened, milliseconds since 1970.
 *
 * @param <E> the event
 */
@FunctionalInterface
public interface EventTime<E> extends ToLongFunction<E>, Serializable {}
