/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads and writes JSON as bytes, without objects for values. */
package io.tidemark.model.json;
