/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The options of the job, with default, allowed values and help, and how arguments set them. */
package io.tidemark.job.options;
