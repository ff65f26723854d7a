/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /costs/...}: accounts, trends, groups and departments of costs, and estimates. */
package io.tidemark.api.costs;
