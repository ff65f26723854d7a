/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Fields of the documents about sources that intake writes. */
package io.tidemark.model.sources;
