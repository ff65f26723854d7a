/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Points of time: intervals, and searches by point. */
package io.tidemark.api.timeseries;
