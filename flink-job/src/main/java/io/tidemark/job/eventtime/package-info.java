/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Watermarks: bounded disorder, idle partitions, and a clock that is set ahead or back. */
package io.tidemark.job.eventtime;
