/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Plays rounds of faults on a stack and keeps their results. */
package io.tidemark.faults.run;
