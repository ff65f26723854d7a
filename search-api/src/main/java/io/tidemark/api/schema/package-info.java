/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Route {@code /schema}: workloads, metrics and dimensions with labels. */
package io.tidemark.api.schema;
