/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The process of Kafka, its topics and the lag of the job. */
package io.tidemark.stack.kafka;
