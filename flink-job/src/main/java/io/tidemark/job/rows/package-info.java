/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The steps of workloads whose events count one by one. */
package io.tidemark.job.rows;
