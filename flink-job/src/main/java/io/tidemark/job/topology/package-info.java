/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The topology of a workload, and the list of all workloads. */
package io.tidemark.job.topology;
