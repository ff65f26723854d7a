/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Turns CSV files into native events. */
package io.tidemark.stack.imports;
