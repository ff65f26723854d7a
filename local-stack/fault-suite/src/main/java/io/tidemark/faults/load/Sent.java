/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

/**
 * One record as Kafka took it.
 *
 * @param topic its name in this round
 * @param time of the record, milliseconds since 1970
 */
public record Sent(Outgoing record, String topic, long offset, long time) {}
