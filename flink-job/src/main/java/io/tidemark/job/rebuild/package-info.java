/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rebuilds of a past range from the topics. */
package io.tidemark.job.rebuild;
