/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Budgets: definitions, evaluation, messages, requests for more, ended periods and simulations. */
package io.tidemark.api.budgets;
