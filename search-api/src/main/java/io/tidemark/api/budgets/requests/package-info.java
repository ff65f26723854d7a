/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Requests for more than the amount of an account, as settings, and what they grant. */
package io.tidemark.api.budgets.requests;
