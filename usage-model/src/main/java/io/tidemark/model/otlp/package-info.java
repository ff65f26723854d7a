/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Attributes of OTLP that several formats read. */
package io.tidemark.model.otlp;
