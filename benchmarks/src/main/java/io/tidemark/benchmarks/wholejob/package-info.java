/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rows about whole jobs: throughput, checkpoints, growth of state, corrections and storage. */
package io.tidemark.benchmarks.wholejob;
