/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Legal holds: copies of documents that neither erasure nor retention removes. */
package io.tidemark.api.hold;
