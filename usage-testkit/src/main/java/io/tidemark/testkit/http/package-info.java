/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A server whose answers a test decides. */
package io.tidemark.testkit.http;
