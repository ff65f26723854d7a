/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs and jobs that several events describe: output is held until a checkpoint completes. */
package io.tidemark.job.lifecycle;
