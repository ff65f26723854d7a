/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Divides the heap among the answers of Elasticsearch. */
package io.tidemark.api.memory;
