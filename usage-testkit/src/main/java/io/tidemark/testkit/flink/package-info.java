/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Flink's REST interface, for tests. */
package io.tidemark.testkit.flink;
