/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sends dead letters to their topics again. */
package io.tidemark.stack.deadletters;
