/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads the values that monitors compare. */
package io.tidemark.api.monitors.metrics;
