/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An Elasticsearch node for rows about the sink, and the documents that fill it. */
package io.tidemark.benchmarks.sink;
