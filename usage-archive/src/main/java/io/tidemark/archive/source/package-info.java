/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The documents of days in Elasticsearch: which there are, which are final, and what they say. */
package io.tidemark.archive.source;
