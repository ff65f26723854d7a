/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A clock that a test moves. */
package io.tidemark.testkit.time;
