/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Requests of people that others decide: stored as settings, with their states and limits. */
package io.tidemark.api.approvals;
