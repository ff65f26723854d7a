/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Erases people from usage and from everything that the API stores itself. */
package io.tidemark.api.erasure;
