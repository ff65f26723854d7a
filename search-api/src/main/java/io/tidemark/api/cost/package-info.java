/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Prices usage: the account of a selection, and metrics of money for every other feature. */
package io.tidemark.api.cost;
