/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Temporary folders of tests. */
package io.tidemark.testkit.files;
