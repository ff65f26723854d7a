/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Settings of tenants: store, files, history, and the routes that all kinds share. */
package io.tidemark.api.settings;
