/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The exact ranking of groups, over any number of documents. */
package io.tidemark.api.groups;
