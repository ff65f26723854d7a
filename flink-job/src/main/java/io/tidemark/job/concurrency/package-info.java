/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Exact concurrency of runs: changes of levels, their history, and the documents of a window. */
package io.tidemark.job.concurrency;
