/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rows about the search API, and a column store for comparison. */
package io.tidemark.benchmarks.api;
