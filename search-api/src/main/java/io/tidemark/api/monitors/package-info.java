/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes of monitors, alerts and silences; runs evaluations and stores their results. */
package io.tidemark.api.monitors;
