/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The process of Elasticsearch. */
package io.tidemark.stack.elasticsearch;
