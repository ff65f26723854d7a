/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Starts, shows and stops the stack: what is missing, in which order, and from which savepoint. */
package io.tidemark.stack.lifecycle;
