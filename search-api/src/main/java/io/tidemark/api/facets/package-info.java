/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /facets}: values of a dimension, for filters. */
package io.tidemark.api.facets;
