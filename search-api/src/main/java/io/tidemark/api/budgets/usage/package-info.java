/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads what the accounts of a budget have used. */
package io.tidemark.api.budgets.usage;
