/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Route {@code /comfyui/concurrency}: how many runs continued at the same time. */
package io.tidemark.api.concurrency;
