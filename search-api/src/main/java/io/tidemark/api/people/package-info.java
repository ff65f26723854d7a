/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The right to view the usage of others: managers, owners of workflows and requests for it. */
package io.tidemark.api.people;
