/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Training jobs: events, attempts, tokens and run time. */
package io.tidemark.model.training;
