/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Cells of CSV that no spreadsheet runs as a formula. */
package io.tidemark.model.csv;
