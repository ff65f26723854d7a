/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The directory of names, departments, managers and owners. */
package io.tidemark.api.directory;
