/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reports through which window documents are final and written. */
package io.tidemark.job.progress;
