/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A local Elasticsearch node for one machine. */
package io.tidemark.elasticsearch;
