/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Statistics of plain values. */
package io.tidemark.api.statistics;
