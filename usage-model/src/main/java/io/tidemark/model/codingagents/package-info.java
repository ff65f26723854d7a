/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Coding agents: measurements, and the formats that carry them, OTLP among them. */
package io.tidemark.model.codingagents;
