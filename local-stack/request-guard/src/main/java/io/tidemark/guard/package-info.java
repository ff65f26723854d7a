/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Decides which HTTP requests a server on loopback accepts. */
package io.tidemark.guard;
