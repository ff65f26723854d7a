/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The commands {@code bin/tidemark archive} and {@code bin/tidemark restore}. */
package io.tidemark.archive.cli;
