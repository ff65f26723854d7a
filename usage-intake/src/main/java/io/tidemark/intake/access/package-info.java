/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who sends: keys and tokens, from files and from the settings, and how much each may send. */
package io.tidemark.intake.access;
