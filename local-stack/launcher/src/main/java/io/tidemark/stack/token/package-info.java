/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Signs tokens for the search API of the local stack. */
package io.tidemark.stack.token;
