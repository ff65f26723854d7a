/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What formats share: parts of records, field rules, timestamps and excerpts of errors. */
package io.tidemark.model.parsing;
