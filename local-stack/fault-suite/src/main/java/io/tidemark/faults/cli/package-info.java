/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command {@code bin/tidemark faults}. */
package io.tidemark.faults.cli;
