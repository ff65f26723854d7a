/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Entry point of the Flink job: wires sources, topology and sinks from the options. */
package io.tidemark.job;
