/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Right answers to a generated input, and the check that a job computed them. */
package io.tidemark.benchmarks.answers;
