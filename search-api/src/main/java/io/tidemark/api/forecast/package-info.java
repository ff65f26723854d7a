/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /forecast}: expected days with an interval and a backtest. */
package io.tidemark.api.forecast;
