/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Deletes expired indices where no lifecycle management does. */
package io.tidemark.api.janitor;
