/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The Kafka source: offsets, lost records, heartbeats of idle partitions, and its metrics. */
package io.tidemark.job.kafka;
