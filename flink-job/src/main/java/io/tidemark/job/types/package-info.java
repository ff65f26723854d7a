/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Names of serializer snapshots that savepoints of 0.1.0 contain. */
package io.tidemark.job.types;
