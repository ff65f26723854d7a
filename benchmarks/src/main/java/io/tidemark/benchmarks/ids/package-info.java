/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rows about the memory that ids of the deduplication take. */
package io.tidemark.benchmarks.ids;
