/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Archives closed days as Parquet files, and restores them. */
package io.tidemark.archive;
