/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Turns every fault of a request into a problem document. */
package io.tidemark.api.problem;
