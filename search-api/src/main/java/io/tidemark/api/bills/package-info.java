/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Bills of providers, and their comparison with the account of the platform. */
package io.tidemark.api.bills;
