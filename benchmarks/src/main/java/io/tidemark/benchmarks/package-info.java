/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Entry point of the benchmarks: rows, their scale, and the session that runs them. */
package io.tidemark.benchmarks;
