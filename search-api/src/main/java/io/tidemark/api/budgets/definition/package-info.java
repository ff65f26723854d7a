/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Budgets as settings: what counts, for whom, how much, and for which periods. */
package io.tidemark.api.budgets.definition;
