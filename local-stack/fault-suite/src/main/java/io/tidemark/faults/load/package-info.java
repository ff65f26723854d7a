/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The records of a round, and the requests to intake, decided by a seed. */
package io.tidemark.faults.load;
