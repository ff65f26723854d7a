/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Bodies of requests: encodings, limits and the memory that they take. */
package io.tidemark.intake.request;
