/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Counts per key and minute what was accepted and rejected. */
package io.tidemark.intake.sources;
