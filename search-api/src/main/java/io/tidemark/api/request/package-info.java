/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Parameters of HTTP requests: ranges, filters, and which ones a route accepts. */
package io.tidemark.api.request;
