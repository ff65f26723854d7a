/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Documents on their way back into Elasticsearch. */
package io.tidemark.archive.restore;
