/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Topics filled with generated events. */
package io.tidemark.benchmarks.input;
