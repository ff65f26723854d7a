/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.types;

/**
 * Holds the name of the snapshot in savepoints of builds before its package was renamed.
 *
 * @param <T> the type
 */
public final class CodecSnapshot<T> extends io.tidemark.job.serialization.CodecSnapshot<T> {}
