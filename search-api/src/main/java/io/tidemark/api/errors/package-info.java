/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes {@code /errors}: failed records over time by error type or status code. */
package io.tidemark.api.errors;
