/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Histograms of durations and sizes in log-linear bins, and percentiles of them. */
package io.tidemark.model.histogram;
