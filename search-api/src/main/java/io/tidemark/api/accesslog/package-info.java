/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The log of accesses, and the route that shows it. */
package io.tidemark.api.accesslog;
