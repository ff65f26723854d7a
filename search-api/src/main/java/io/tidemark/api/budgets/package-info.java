/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes of budgets: status, ended periods, requests for more, and simulations of the past. */
package io.tidemark.api.budgets;
