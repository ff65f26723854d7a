/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Price lists and exchange rates: settings, imports, and the prices in force at a time. */
package io.tidemark.api.prices;
