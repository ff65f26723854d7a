/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Folders of measured data. */
package io.tidemark.benchmarks.files;
