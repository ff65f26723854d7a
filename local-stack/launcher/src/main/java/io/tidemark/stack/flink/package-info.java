/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The processes of the Flink cluster, and the job that runs in it. */
package io.tidemark.stack.flink;
