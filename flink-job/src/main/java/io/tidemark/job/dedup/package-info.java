/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Deduplication by id within the horizon, with ids in heap tables or in RocksDB. */
package io.tidemark.job.dedup;
