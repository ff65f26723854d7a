/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Files of the format Parquet, compressed with zstd. The libraries of parquet-java encode values
 * and metadata; the order of pages, row groups and footer is here, because parquet-java's own
 * writer of files needs Hadoop.
 */
package io.tidemark.archive.parquet;
