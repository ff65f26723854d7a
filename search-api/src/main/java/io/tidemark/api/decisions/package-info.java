/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Answers gateways whether a call is within its budgets, from memory. */
package io.tidemark.api.decisions;
