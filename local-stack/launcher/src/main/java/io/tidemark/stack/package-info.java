/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the commands of the local stack share: the built parts, failures and quantities. */
package io.tidemark.stack;
