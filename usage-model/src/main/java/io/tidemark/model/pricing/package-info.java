/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rules of prices, allocations, statements and bills, without I/O. */
package io.tidemark.model.pricing;
