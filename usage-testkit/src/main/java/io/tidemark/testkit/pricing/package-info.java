/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A second implementation of the price rules. */
package io.tidemark.testkit.pricing;
