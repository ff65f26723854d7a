/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /pattern}: usage by weekday and hour. */
package io.tidemark.api.pattern;
