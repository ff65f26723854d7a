/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Messages to channels: stored, sent at least once, in order for each subject, and retried. */
package io.tidemark.api.outbox;
