/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The Elasticsearch sink: bulk requests with external versions, retries and rejected documents. */
package io.tidemark.job.elasticsearch;
