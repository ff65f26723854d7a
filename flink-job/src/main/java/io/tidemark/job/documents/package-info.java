/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Documents on their way to the sinks. */
package io.tidemark.job.documents;
