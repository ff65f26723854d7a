/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /performance}: percentiles and error rate over time, and calls by status code. */
package io.tidemark.api.performance;
