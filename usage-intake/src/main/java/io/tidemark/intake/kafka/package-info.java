/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Writes accepted records into Kafka. */
package io.tidemark.intake.kafka;
