/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rows about the start of the local stack. */
package io.tidemark.benchmarks.start;
