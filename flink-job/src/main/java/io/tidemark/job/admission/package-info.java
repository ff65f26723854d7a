/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Admits or rejects source events by their time, and sends rows on in batches by key group. */
package io.tidemark.job.admission;
