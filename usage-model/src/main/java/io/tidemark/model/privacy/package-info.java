/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Cuts client addresses, and drops descriptive texts. */
package io.tidemark.model.privacy;
