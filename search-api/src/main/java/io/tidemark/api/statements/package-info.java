/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Statements: books the costs of months, corrects them later, and proves both. */
package io.tidemark.api.statements;
