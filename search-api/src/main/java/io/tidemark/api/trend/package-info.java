/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /trend}: metrics over time, split by a dimension. */
package io.tidemark.api.trend;
