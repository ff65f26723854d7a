/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Entry point of the search API. Each feature is a package: controller, request, query, reader,
 * answer.
 */
package io.tidemark.api;
