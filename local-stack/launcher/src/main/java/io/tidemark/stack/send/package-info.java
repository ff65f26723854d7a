/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sends files of events into Kafka. */
package io.tidemark.stack.send;
