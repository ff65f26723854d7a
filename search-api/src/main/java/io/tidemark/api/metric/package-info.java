/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Metrics over hourly documents: the aggregations that each needs, and how they are read. */
package io.tidemark.api.metric;
