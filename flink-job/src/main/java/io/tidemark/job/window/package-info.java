/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Windows and days: partial aggregates, publication, corrections and closed windows. */
package io.tidemark.job.window;
