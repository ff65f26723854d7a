/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /summary}: all metrics of a selection. */
package io.tidemark.api.summary;
