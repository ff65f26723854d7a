/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Options and side outputs that the operators of all workloads share. */
package io.tidemark.job.workload;
