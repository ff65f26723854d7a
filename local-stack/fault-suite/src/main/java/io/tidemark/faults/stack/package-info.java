/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A stack whose processes a fault can kill, stop and start again. */
package io.tidemark.faults.stack;
