/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Which documents a request is about: scope, range and filters. */
package io.tidemark.api.selection;
