/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The only package that talks to Elasticsearch: searches, single documents, limits and failures.
 */
package io.tidemark.api.search;
