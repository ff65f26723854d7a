/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Looks at budgets when they are due: states, projections, levels, messages and ended periods. */
package io.tidemark.api.budgets.evaluation;
