/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The documents that the records of a round must become, and how found ones differ. */
package io.tidemark.faults.oracle;
