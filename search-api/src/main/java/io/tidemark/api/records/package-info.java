/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /records}: single calls, runs and jobs, in pages, in order and with totals. */
package io.tidemark.api.records;
