/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Generated events of every workload. */
package io.tidemark.testkit.events;
