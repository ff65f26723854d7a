/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The documents that events must become, written from the documentation alone. */
package io.tidemark.testkit.oracle;
