/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The faults of the suite, by what they hit, and how a round recovers from each. */
package io.tidemark.faults.catalogue;
