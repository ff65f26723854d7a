/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sample usage of every workload, with the habits of people over a week. */
package io.tidemark.stack.sample;
