/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Route {@code /status}: how far usage is final, rejected records and failed messages. */
package io.tidemark.api.status;
