/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Workloads as the API sees them: metrics, filters and dimensions from the schemas. */
package io.tidemark.api.workload;
