/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Documents of windows and days: dimensions, ids, versions and fields. */
package io.tidemark.model.hourly;
