/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A scripted and a real Elasticsearch, a proxy with faults, and a client. */
package io.tidemark.testkit.elasticsearch;
