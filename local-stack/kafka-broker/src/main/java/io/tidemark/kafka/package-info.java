/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A local Kafka broker that formats its data folder itself. */
package io.tidemark.kafka;
