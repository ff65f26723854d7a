/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rows about the intake service. */
package io.tidemark.benchmarks.intake;
