/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rows about parsing records. */
package io.tidemark.benchmarks.parsing;
