/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Writes rows as CSV or NDJSON while they are read. */
package io.tidemark.api.export;
