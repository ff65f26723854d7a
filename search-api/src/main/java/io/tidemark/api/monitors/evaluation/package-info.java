/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Evaluates monitors: compares values, changes states, and decides what is announced. */
package io.tidemark.api.monitors.evaluation;
