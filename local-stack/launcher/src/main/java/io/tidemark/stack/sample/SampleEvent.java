/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import java.time.Instant;

/**
 * One made-up event.
 *
 * @param topic it belongs to
 * @param time when it is sent: its event time, or a little later for what arrives late
 * @param json the native event, on one line
 */
public record SampleEvent(String topic, Instant time, String json) {}
