/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The page with the results: sections, charts and the circumstances of a measurement. */
package io.tidemark.benchmarks.report;
