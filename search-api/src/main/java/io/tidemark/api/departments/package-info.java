/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Allocations, fixed costs and pools: the settings by which departments share costs. */
package io.tidemark.api.departments;
