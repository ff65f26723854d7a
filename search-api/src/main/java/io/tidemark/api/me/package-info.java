/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Route {@code /me}: the user of the token, and whose usage is visible. */
package io.tidemark.api.me;
