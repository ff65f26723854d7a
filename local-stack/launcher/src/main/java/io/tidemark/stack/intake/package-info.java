/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The process of intake, its keys, and configurations of senders to copy. */
package io.tidemark.stack.intake;
