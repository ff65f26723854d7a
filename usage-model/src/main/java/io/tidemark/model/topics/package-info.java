/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The Kafka topics of every workload. */
package io.tidemark.model.topics;
