/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The steps of training jobs: the lifecycle of a job over its attempts. */
package io.tidemark.job.training;
