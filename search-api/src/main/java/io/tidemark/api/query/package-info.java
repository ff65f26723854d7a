/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Queries and searches as a feature may write them; no script and no expression is possible. */
package io.tidemark.api.query;
