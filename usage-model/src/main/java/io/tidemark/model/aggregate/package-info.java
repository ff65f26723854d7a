/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The measures of one group in one window, laid out by the schema, and their earlier layouts. */
package io.tidemark.model.aggregate;
