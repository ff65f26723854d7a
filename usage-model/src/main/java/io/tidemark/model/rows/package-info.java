/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rows of events, and the format of workloads whose schema says how events are read. */
package io.tidemark.model.rows;
