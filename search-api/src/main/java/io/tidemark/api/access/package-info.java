/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who a caller is and may see: tokens, roles, scope and sign-in. */
package io.tidemark.api.access;
