/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What each key sent to intake, and test events. */
package io.tidemark.api.sources;
