/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The steps of coding agents: choice of the token source, and amounts of growing counters. */
package io.tidemark.job.codingagents;
