/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The steps of model calls: admission, batches of rows and deduplication. */
package io.tidemark.job.modelcalls;
