/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The schema of each workload: fields, dimensions, measures, metrics, limits and labels. */
package io.tidemark.model.schema;
