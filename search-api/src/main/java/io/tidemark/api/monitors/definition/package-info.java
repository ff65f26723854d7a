/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Monitors as settings: metric, window, condition, quiet hours. */
package io.tidemark.api.monitors.definition;
