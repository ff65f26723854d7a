/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Component and index templates of each index family, derived from the schemas. */
package io.tidemark.templates.mapping;
