/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Keys of senders to intake. */
package io.tidemark.api.ingestkeys;
