/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reasons why a record is rejected. */
package io.tidemark.model.deadletters;
