/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Routes {@code /distribution}: the greatest groups of a metric, also against the period before.
 */
package io.tidemark.api.distribution;
