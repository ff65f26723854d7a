/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Serves the web page and its configuration. */
package io.tidemark.api.page;
