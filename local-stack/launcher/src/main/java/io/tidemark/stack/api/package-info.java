/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The process of the search API. */
package io.tidemark.stack.api;
