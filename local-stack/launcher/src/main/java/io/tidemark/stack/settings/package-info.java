/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Settings that {@code up} stores for its sample, through the search API. */
package io.tidemark.stack.settings;
