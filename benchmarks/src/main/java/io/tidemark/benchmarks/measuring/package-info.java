/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs a job in a process of its own and measures its throughput, processor time and threads. */
package io.tidemark.benchmarks.measuring;
