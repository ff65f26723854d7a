/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Index families, permanent indices, their fields, and how long each is kept. */
package io.tidemark.model.index;
