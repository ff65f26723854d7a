/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The commands of {@code bin/tidemark}. */
package io.tidemark.stack.cli;
